package io.outboxed.cli.text;

/**
 * Makes text harmless that came from elsewhere. A key, an error or a payload may hold what a terminal obeys: sequences that move the cursor,
 * change the window's title or turn the direction of writing.
 */
public final class Escapes {

    private Escapes() {}

    /** One line without anything that a terminal obeys, each such character written as in Java, as {@code \u001b}. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(each -> {
            switch (each) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (isHarmless(each)) {
                        line.appendCodePoint(each);
                    } else {
                        for (char part : Character.toChars(each)) {
                            line.append(escape(part));
                        }
                    }
                }
            }
        });
        return line.toString();
    }

    /** The same JSON in ASCII, which no terminal obeys and every character set can write. */
    public static String json(String json) {
        StringBuilder ascii = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char each = json.charAt(i);
            if (each >= ' ' && each < 0x7f) {
                ascii.append(each);
            } else {
                ascii.append(escape(each));
            }
        }
        return ascii.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String escape(char each) {
        return String.format("\\u%04x", (int) each);
    }
}
