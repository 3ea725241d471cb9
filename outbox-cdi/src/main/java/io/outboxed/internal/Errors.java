package io.outboxed.internal;

import io.outboxed.OutboxConfigException;
import io.outboxed.PublishException;
import java.util.List;

/**
 * Every text of this module that a person may get to see as an error, with its code. Codes are never reused;
 * {@code docs/messages.md} has a row for each.
 */
public final class Errors {

    private Errors() {}

    // 1xxx: configuration and deployment

    public static OutboxConfigException badSettings(List<String> problems) {
        return config("1001", "Settings with a value that cannot be used: " + String.join("; ", problems) + ".", null);
    }

    public static OutboxConfigException unknownSettings(List<String> unknown, List<String> known) {
        return config(
                "1002",
                "Unknown settings: " + String.join(", ", unknown) + ". Known are: " + String.join(", ", known) + ".",
                null);
    }

    // 2xxx: publishing

    public static PublishException noDestination(Object subject) {
        return publish(
                "2002",
                "No destination for " + subject + ". Name one at the call, in @Outboxed or @OutboxEvent, or set"
                        + " outbox.default-destination.",
                null);
    }

    public static PublishException badText(String what, String value, int max) {
        return publish(
                "2003",
                "The envelope's " + what + " is "
                        + (value == null ? "null" : value.isBlank() ? "blank" : value.length() + " characters long")
                        + "; it must have 1 to " + max + " characters.",
                null);
    }

    public static PublishException badHeaderName(String name) {
        return publish(
                "2004",
                "Header name '" + name
                        + "' cannot be carried as a JMS property. It must be a Java identifier of at most 255"
                        + " characters, no word of the selector language, and must not start with JMS, outbox_ or _AMQ"
                        + (name == null ? "" : "; '" + name.replaceAll("[^A-Za-z0-9_]", "_") + "' might do")
                        + ".",
                null);
    }

    public static PublishException badHeaderValue(String name, Object value) {
        return publish(
                "2005",
                "Header '" + name + "' has a value of "
                        + (value == null ? "null" : "class " + value.getClass().getName())
                        + "; it must be a String, a Boolean or a boxed number other than Character.",
                null);
    }

    private static OutboxConfigException config(String code, String text, Throwable cause) {
        return new OutboxConfigException("OUTBOX-" + code, text, cause);
    }

    private static PublishException publish(String code, String text, Throwable cause) {
        return new PublishException("OUTBOX-" + code, text, cause);
    }
}
