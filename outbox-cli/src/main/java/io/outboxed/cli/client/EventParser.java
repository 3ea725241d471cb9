package io.outboxed.cli.client;

import java.util.Optional;

/** Puts server-sent events together from lines, as the HTML standard says; ids and times to wait are not looked at. */
final class EventParser {
    private final StringBuilder data = new StringBuilder();
    private String name = "";

    /** An event whose data are not parsed yet. */
    record Raw(String name, String data) {}

    /** Takes the next line; gives an event if that was its last. */
    Optional<Raw> line(String line) {
        if (line.isEmpty()) {
            return end();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        String trimmed = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
            case "event" -> name = trimmed;
            case "data" -> data.append(trimmed).append('\n');
            default -> {
                // a comment, or of no interest
            }
        }
        return Optional.empty();
    }

    private Optional<Raw> end() {
        Optional<Raw> event = data.isEmpty() ? Optional.empty() : Optional.of(new Raw(name, data.toString()));
        name = "";
        data.setLength(0);
        return event;
    }
}
