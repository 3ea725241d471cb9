package io.outboxed.formats;

import io.outboxed.spi.Payload;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Keeps payloads in the table {@code OUTBOX_CLAIM}, for which {@code META-INF/outboxed/claims/1} has scripts. With the datasource of the
 * persistence unit that has the outbox, which must take part in JTA transactions, a payload is stored if, and only if, its message is.
 *
 * <p><b>Threads:</b> any number.
 */
public final class DatabaseClaimStore implements ClaimStore {
    private final DataSource source;
    private final Clock clock;

    /** Stores by connections of that source, in the transaction of the calling thread. */
    public DatabaseClaimStore(DataSource source) {
        this(source, Clock.systemUTC());
    }

    DatabaseClaimStore(DataSource source, Clock clock) {
        this.source = Objects.requireNonNull(source, "source");
        this.clock = clock;
    }

    @Override
    public String put(String messageId, Payload payload) throws SQLException {
        String reference = UUID.randomUUID().toString();
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into outbox_claim (reference, message_id, created, content_type,"
                                + " is_text, content) values (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, reference);
            insert.setString(2, messageId);
            insert.setLong(3, clock.millis());
            insert.setString(4, payload.contentType());
            insert.setInt(5, PayloadBytes.isText(payload) ? 1 : 0);
            insert.setBytes(6, PayloadBytes.bytes(payload));
            insert.executeUpdate();
        }
        return reference;
    }

    @Override
    public Optional<Payload> get(String reference) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select content_type, is_text, content from outbox_claim where reference = ?")) {
            query.setString(1, reference);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(PayloadBytes.payload(row.getInt(2) == 1, row.getString(1), row.getBytes(3)))
                        : Optional.empty();
            }
        }
    }

    @Override
    public void delete(Collection<String> references) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from outbox_claim where reference = ?")) {
            for (String reference : references) {
                delete.setString(1, reference);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    @Override
    public List<Claim> olderThan(Instant time, String after, int max) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select reference, message_id from outbox_claim where created < ? and reference > ? order by reference")) {
            query.setLong(1, time.toEpochMilli());
            query.setString(2, after);
            query.setMaxRows(max);
            List<Claim> claims = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    claims.add(new Claim(row.getString(1), row.getString(2)));
                }
            }
            return claims;
        }
    }
}
