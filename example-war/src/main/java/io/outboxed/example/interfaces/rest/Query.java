package io.outboxed.example.interfaces.rest;

/** Query parameters, read so that an error can name them. */
final class Query {
    private Query() {}

    static int integer(String name, String value, int byDefault, int min, int max) {
        return Math.toIntExact(longInteger(name, value, byDefault, min, max));
    }

    static long longInteger(String name, String value, long byDefault, long min, long max) {
        if (value == null) {
            return byDefault;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same answer as for a number out of range.
        }
        throw ApiException.badRequest(
                "BAD_PARAMETER", name, "'" + name + "' must be a whole number, " + min + " to " + max + ".");
    }
}
