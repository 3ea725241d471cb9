package io.outboxed.jpa;

import io.outboxed.StoreException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;

/** Column lists, and values as either provider may return them. */
final class Columns {
    /** The envelope. */
    static final String ENVELOPE = "id, id_claimed, destination, type, msg_key, correlation_id, content_type, headers,"
            + " priority, occurred, expires, payload_size, payload_text, payload_bytes";

    /** All columns of OUTBOX_ENTRY. */
    static final String ENTRY = "lane, position, attempts, " + ENVELOPE;

    /** All columns of OUTBOX_PARKED. */
    static final String PARKED = ENTRY + ", state, due, last_error";

    /** What a lane's row says to the pass that owns it. */
    static final String LANE_STATE =
            "next_due, release_due, has_parked, flight_first, flight_last," + " flight_deaths, flight_since";

    /** All columns of OUTBOX_LANE. */
    static final String LANE = "lane, " + LANE_STATE;

    private Columns() {}

    static long number(String column, Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw JpaErrors.unreadableColumn(column, value, null);
    }

    static int integer(String column, Object value) {
        return Math.toIntExact(number(column, value));
    }

    static String text(String column, Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        if (value instanceof Clob clob) {
            try (Reader reader = clob.getCharacterStream()) {
                StringWriter text = new StringWriter();
                reader.transferTo(text);
                return text.toString();
            } catch (SQLException | IOException e) {
                throw JpaErrors.unreadableColumn(column, value, e);
            }
        }
        if (value instanceof Character character) { // a column of one character, as some providers see it
            return character.toString();
        }
        throw JpaErrors.unreadableColumn(column, value, null);
    }

    /**
     * Reads bytes.
     *
     * @throws StoreException if the value is neither null nor bytes
     */
    static byte[] bytes(String column, Object value) {
        if (value == null || value instanceof byte[]) {
            return (byte[]) value;
        }
        if (value instanceof Blob blob) {
            try {
                return blob.getBytes(1, Math.toIntExact(blob.length()));
            } catch (SQLException e) {
                throw JpaErrors.unreadableColumn(column, value, e);
            }
        }
        if (value instanceof Byte[] boxed) {
            byte[] bytes = new byte[boxed.length];
            for (int i = 0; i < boxed.length; i++) {
                bytes[i] = boxed[i];
            }
            return bytes;
        }
        throw JpaErrors.unreadableColumn(column, value, null);
    }
}
