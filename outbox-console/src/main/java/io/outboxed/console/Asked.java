package io.outboxed.console;

import io.outboxed.admin.DeadLetters;
import io.outboxed.admin.EntryContent;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.EntryPage;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what a request asks for. Whatever is not understood is refused, as a filter that is only half understood would find too much. */
final class Asked {
    static final int DEFAULT_PAGE = 50;

    private static final List<String> FILTER = List.of("id", "destination", "type", "key", "error", "from", "before");
    private static final List<String> BESIDE = List.of("max", "after", Access.UNIT);
    private static final String SELECTION =
            "{\"ids\": [\"…\"]} with 1 to " + DeadLetters.MAX_PAGE + " ids, or {\"filter\": {…}}";
    private static final String TARGET = "{\"destination\": \"…\"} or {\"all\": true}";

    private Asked() {}

    /** A filter by query parameters; those of a page, and the unit, may be there too. */
    static EntryFilter filter(MultivaluedMap<String, String> query) {
        for (String name : query.keySet()) {
            if (!FILTER.contains(name) && !BESIDE.contains(name)) {
                throw Errors.unknownField(name, FILTER);
            }
        }
        return filter(query::getFirst);
    }

    private static EntryFilter filter(Function<String, String> values) {
        try {
            return new EntryFilter(
                    text(values, "id"),
                    text(values, "destination"),
                    text(values, "type"),
                    text(values, "key"),
                    text(values, "error"),
                    instant(values, "from"),
                    instant(values, "before"));
        } catch (IllegalArgumentException e) {
            throw Errors.badFilter(e.getMessage());
        }
    }

    /** A form sends an empty text for what was not said. */
    private static String text(Function<String, String> values, String name) {
        String value = values.apply(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private static Instant instant(Function<String, String> values, String name) {
        String value = text(values, name);
        try {
            return value == null ? null : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            throw Errors.badParameter(name, value, "a time such as 2026-01-31T23:59:59Z");
        }
    }

    /** Finds a page. */
    interface Finder<T> {
        EntryPage<T> find(EntryFilter filter, int max, String after);
    }

    static <T> EntryPage<T> page(MultivaluedMap<String, String> query, Finder<T> finder) {
        EntryFilter filter = filter(query);
        int max = max(query);
        try {
            return finder.find(filter, max, query.getFirst("after"));
        } catch (IllegalArgumentException e) {
            throw Errors.badFilter(e.getMessage());
        }
    }

    /** What an entry carries, which is told in the audit log. */
    static JsonObject content(
            Access.Caller caller,
            MultivaluedMap<String, String> query,
            String what,
            Function<String, Optional<EntryContent>> content) {
        String id = id(query);
        JsonObject found =
                content.apply(id).map(each -> Views.content(id, each)).orElseThrow(() -> Errors.noSuchEntry(id, what));
        Audit.done(caller, "see the content of", what + " " + id, "shown");
        return found;
    }

    /** How many a page may have. */
    private static int max(MultivaluedMap<String, String> query) {
        String value = query.getFirst("max");
        if (value == null || value.isEmpty()) {
            return DEFAULT_PAGE;
        }
        try {
            int max = Integer.parseInt(value);
            if (max >= 1 && max <= DeadLetters.MAX_PAGE) {
                return max;
            }
        } catch (NumberFormatException e) {
            // the same answer as for one that is out of range
        }
        throw Errors.badParameter("max", value, "1 to " + DeadLetters.MAX_PAGE);
    }

    private static String id(MultivaluedMap<String, String> query) {
        String id = query.getFirst("id");
        if (id == null || id.isBlank()) {
            throw Errors.badParameter("id", String.valueOf(id), "a message id");
        }
        return id;
    }

    /** Entries by their ids, or by a filter. */
    record Selection(List<String> ids, Optional<EntryFilter> filter) {
        @Override
        public String toString() {
            return filter.map(EntryFilter::toString)
                    .orElseGet(() -> ids.size() == 1 ? "id " + ids.get(0) : ids.size() + " ids " + ids);
        }
    }

    static Selection selection(String body) {
        JsonObject json = object(body, SELECTION);
        if (json.size() == 1 && json.get("ids") instanceof JsonArray ids) {
            return new Selection(ids(ids), Optional.empty());
        }
        if (json.size() == 1 && json.get("filter") instanceof JsonObject filter) {
            Set<String> names = filter.keySet();
            names.stream().filter(name -> !FILTER.contains(name)).findFirst().ifPresent(name -> {
                throw Errors.unknownField(name, FILTER);
            });
            Map<String, String> values =
                    names.stream().collect(Collectors.toMap(name -> name, name -> string(filter.get(name), SELECTION)));
            return new Selection(List.of(), Optional.of(filter(values::get)));
        }
        throw Errors.badBody(SELECTION);
    }

    private static List<String> ids(JsonArray ids) {
        List<String> texts =
                ids.stream().map(id -> string(id, SELECTION)).distinct().toList();
        if (texts.isEmpty()
                || texts.size() > DeadLetters.MAX_PAGE
                || texts.stream().anyMatch(String::isBlank)) {
            throw Errors.badBody(SELECTION);
        }
        return texts;
    }

    /** A destination; empty for all. */
    static Optional<String> target(String body) {
        JsonObject json = object(body, TARGET);
        if (json.size() == 1 && json.get("destination") instanceof JsonString destination) {
            return Optional.of(destination.getString());
        }
        if (json.size() == 1 && json.get("all") == JsonValue.TRUE) {
            return Optional.empty();
        }
        throw Errors.badBody(TARGET);
    }

    private static JsonObject object(String body, String expected) {
        try (JsonReader reader = Json.createReader(new StringReader(body == null ? "" : body))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException e) {
            throw Errors.badBody(expected);
        }
    }

    private static String string(JsonValue value, String expected) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw Errors.badBody(expected);
    }
}
