package io.outboxed.console;

import java.util.Collection;

/** Every text of this module that a person may get to see, with its code; {@code docs/messages.md} has a row for each. */
final class Errors {

    private Errors() {}

    static ConsoleException notSignedIn() {
        return new ConsoleException(401, "7001", null, "The container does not know who calls. Sign in first.");
    }

    static ConsoleException roleMissing(String user, String role) {
        return new ConsoleException(403, "7002", null, "User '" + user + "' has not the role " + role + ".");
    }

    static ConsoleException headerMissing() {
        return new ConsoleException(
                403,
                "7003",
                Access.HEADER,
                "The header " + Access.HEADER + " is missing. Send it, with any value, to show that no other page"
                        + " asks in your name.");
    }

    static ConsoleException badParameter(String name, String value, String allowed) {
        return new ConsoleException(
                400, "7004", name, name + " is '" + shortened(value) + "'; it must be " + allowed + ".");
    }

    static ConsoleException badFilter(String reason) {
        return new ConsoleException(400, "7004", null, reason + ".");
    }

    static ConsoleException unknownField(String name, Collection<String> known) {
        return new ConsoleException(
                400,
                "7004",
                shortened(name),
                "There is no field '" + shortened(name) + "' here, but " + String.join(", ", known) + ".");
    }

    static ConsoleException badBody(String expected) {
        return new ConsoleException(400, "7005", null, "The body must be JSON: " + expected + ".");
    }

    static ConsoleException noSuchEntry(String id, String what) {
        return new ConsoleException(
                404, "7006", "id", "There is no " + what + " with the id '" + shortened(id) + "', or no longer.");
    }

    static ConsoleException storeAway(Throwable cause) {
        return new ConsoleException(
                503,
                "7007",
                null,
                "The outbox cannot be read now (" + cause.getClass().getName() + "); the server's log says more.");
    }

    static ConsoleException unexpected(int status, String reason) {
        return new ConsoleException(status, "7008", null, reason + ".");
    }

    static ConsoleException noSuchUnit(String unit, Collection<String> known) {
        return new ConsoleException(
                404,
                "7009",
                Access.UNIT,
                "There is no outbox '" + shortened(unit) + "' beside the main one"
                        + (known.isEmpty() ? "." : ", but " + String.join(", ", known) + "."));
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
