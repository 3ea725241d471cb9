package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.claimed;
import static io.outboxed.spi.Envelopes.envelope;
import static io.outboxed.spi.Envelopes.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.OutboxConfig;
import io.outboxed.StoreException;
import io.outboxed.jpa.database.Database;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.Moment;
import io.outboxed.spi.SealedEnvelope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store leaves to change data capture: inserts in PostgreSQL's log, read here by the plugin test_decoding. */
class CaptureTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Pattern INSERT =
            Pattern.compile("table \\S*outbox_entry: INSERT: .* id\\[character varying]:'([^']*)'");

    private final String slot = "capture_" + COUNT.incrementAndGet();
    private JpaFixture fixture;
    private boolean hasSlot;

    private void open(String unit) {
        fixture = new JpaFixture(unit, Database.POSTGRESQL.fresh());
        fixture.empty(1);
        createSlot("test_decoding");
        configure(Duration.ZERO);
    }

    private void configure(Duration retention) {
        fixture.configure(config -> config.relayEnabled(false).cdcSlot(slot).retention(retention));
    }

    private void createSlot(String plugin) {
        query("select cast(pg_create_logical_replication_slot('" + slot + "', '" + plugin + "') as text)");
        hasSlot = true;
    }

    private void dropSlot() {
        query("select cast(pg_drop_replication_slot('" + slot + "') as text)");
        hasSlot = false;
    }

    @AfterEach
    void close() {
        if (hasSlot) {
            dropSlot();
        }
        fixture.close();
    }

    private List<?> query(String sql) {
        return fixture.inTransaction(() -> fixture.get().createNativeQuery(sql).getResultList());
    }

    private long count(String table) {
        return ((Number) query("select count(*) from " + table).get(0)).longValue();
    }

    /** The ids of what was inserted since the last time. */
    private List<String> captured() {
        return query("select data from pg_logical_slot_get_changes('" + slot + "', null, null)").stream()
                .map(String::valueOf)
                .flatMap(line -> INSERT.matcher(line).results().map(found -> found.group(1)))
                .toList();
    }

    private void append(SealedEnvelope... envelopes) {
        fixture.inTransaction(() -> fixture.store().append(0, List.of(envelopes)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "eclipselink"})
    void entries_areInTheLogInTheirOrderAndNotInTheTable(String unit) {
        open(unit);

        append(envelope("a", "k"), envelope("b"), envelope("c", "k"));
        append(timed("d", "k", new Moment.After(Duration.ofHours(-1)), new Moment.After(Duration.ofHours(1))));

        assertThat(count("outbox_entry")).isZero();
        assertThat(count("outbox_parked")).isZero();
        assertThat(captured()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void transactionThatRollsBack_leavesNothing() {
        open("shop");

        assertThatThrownBy(() -> fixture.inTransaction(() -> {
                    fixture.store().append(0, List.of(envelope("a")));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(captured()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "eclipselink"})
    void withoutTheSlot_entriesStay(String unit) {
        open(unit);
        dropSlot();

        append(envelope("a"), envelope("b"));

        assertThat(count("outbox_entry")).isEqualTo(2);
        createSlot("test_decoding");
        append(envelope("c"));
        assertThat(count("outbox_entry")).isEqualTo(2);
        assertThat(captured()).containsExactly("c");
    }

    @Test
    void idOfTheCallers_countsAsDelivered() {
        open("shop");
        publish("a");
        publish("a"); // no retention, so free as soon as it is delivered
        assertThat(captured()).containsExactly("a", "a");
        assertThat(count("outbox_id")).isZero();

        configure(Duration.ofHours(1));
        publish("b");
        assertThat(fixture.inTransaction(() -> fixture.store().claimId("b"))).isFalse();
        fixture.advance(Duration.ofHours(1));
        assertThat(fixture.inTransaction(() -> fixture.store().claimId("b"))).isTrue();
    }

    private void publish(String id) {
        fixture.inTransaction(() -> {
            assertThat(fixture.store().claimId(id)).isTrue();
            fixture.store().append(0, List.of(claimed(id, "k")));
        });
    }

    @Test
    void redrivenDeadLetters_areCapturedToo() {
        open("shop");
        fixture.configure(config -> config.relayEnabled(true));
        append(envelope("a", "k"), envelope("b", "k"));
        fixture.inTransaction(() -> {
            LaneLock lane = fixture.store().lock(0).orElseThrow();
            fixture.store()
                    .read(lane, 10, 1000)
                    .forEach(entry -> fixture.store().bury(lane, entry, 1, "OUTBOX-4003", false));
        });
        assertThat(captured()).containsExactly("a", "b");
        configure(Duration.ZERO);

        fixture.inTransaction(
                () -> fixture.deadLetters().redrive(fixture.store().lock(0).orElseThrow(), List.of("a", "b")));

        assertThat(captured()).containsExactlyInAnyOrder("a", "b");
        assertThat(count("outbox_entry")).isZero();
        assertThat(count("outbox_parked")).isZero();
    }

    @Test
    void entryAmongThousandsThatStayed_isDeletedByItsKey() {
        open("shop");
        fixture.sql(
                "insert into outbox_entry (lane, id, id_claimed, destination, type, content_type, priority, occurred, attempts,"
                        + " payload_size) select 0, n, 0, 'd', 't', 'c', 4, 0, 0, 0 from generate_series(1, 5000) n");
        fixture.sql("analyze outbox_entry");
        fixture.inTransaction(() -> {
            fixture.store().append(0, List.of(envelope("a"))); // so that there is a last position
            String plan = String.join(
                    "\n",
                    fixture
                            .get()
                            .createNativeQuery("explain "
                                    + new Capture(() -> OutboxConfig.builder().build()).deleteLast(fixture.get()))
                            .setParameter(1, 0)
                            .setParameter(2, slot)
                            .getResultList()
                            .stream()
                            .map(String::valueOf)
                            .toList());
            assertThat(plan).containsPattern("Index Cond: .*position");
        });
        assertThat(count("outbox_entry")).isEqualTo(5000);
    }

    @Test
    void start_isRefusedWithoutASlotThatHasTheEntries() {
        open("shop");
        fixture.inTransaction(
                () -> fixture.store().prepare(1)); // with another plugin than pgoutput nothing is to be published

        dropSlot();
        assertRefused("OUTBOX-5010");
        createSlot("pgoutput");
        assertRefused("OUTBOX-5012");
        fixture.sql("create publication " + slot + " for table outbox_lane");
        assertRefused("OUTBOX-5012");
        fixture.sql("alter publication " + slot + " add table outbox_entry");
        fixture.sql("alter publication " + slot + " set (publish = 'delete')");
        assertRefused("OUTBOX-5012");

        fixture.sql("alter publication " + slot + " set (publish = 'insert')");
        fixture.inTransaction(() -> fixture.store().prepare(1));
        fixture.sql("drop publication " + slot);
    }

    @Test
    void start_isRefusedToAUserWhoMayNotAskForThePosition() {
        open("shop");
        fixture.sql("create role " + slot);
        fixture.sql("grant select, insert, update, delete on all tables in schema " + schema() + " to " + slot);
        fixture.sql("grant usage on schema " + schema() + " to " + slot);
        try {
            assertThatThrownBy(() -> fixture.inTransaction(this::prepareAsOther))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("OUTBOX-5014");
            fixture.sql("grant usage on sequence outbox_entry_position_seq to " + slot);
            fixture.inTransaction(this::prepareAsOther);
        } finally {
            fixture.sql("drop owned by " + slot);
            fixture.sql("drop role " + slot);
        }
    }

    private String schema() {
        return query("select cast(current_schema() as text)").get(0).toString();
    }

    private void prepareAsOther() {
        fixture.get().createNativeQuery("set local role " + slot).executeUpdate();
        fixture.store().prepare(1);
    }

    private void assertRefused(String code) {
        assertThatThrownBy(() -> fixture.inTransaction(() -> fixture.store().prepare(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(code)
                .hasMessageContaining(slot);
    }

    @Test
    void start_isRefusedOnAnotherProduct() {
        fixture = new JpaFixture("shop", Database.H2.fresh());
        fixture.empty(1);
        configure(Duration.ZERO);

        assertRefused("OUTBOX-5009");
    }
}
