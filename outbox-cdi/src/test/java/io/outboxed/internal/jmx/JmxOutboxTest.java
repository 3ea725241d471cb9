package io.outboxed.internal.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.admin.Activity;
import io.outboxed.admin.Backlog;
import io.outboxed.admin.Count;
import io.outboxed.admin.DestinationBacklog;
import io.outboxed.internal.admin.Tally;
import io.outboxed.spi.Entry;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.SentBatch;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

class JmxOutboxTest {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private final Tally tally = new Tally();

    private JmxOutbox register() {
        return JmxOutbox.register("shop, \"EU\"", "", tally, Optional::empty);
    }

    private static List<ObjectName> names() throws Exception {
        return SERVER.queryNames(new ObjectName("io.outboxed:type=Outbox,*"), null).stream()
                .sorted()
                .toList();
    }

    private static Object attribute(String name) throws Exception {
        return SERVER.getAttribute(names().get(0), name);
    }

    @Test
    void counts_and_sums_are_told() throws Exception {
        tally.published(5);
        Entry entry = new Entry(0, 1, 0, 0, Envelopes.to("orders", "a", null)); // occurred in 1970
        tally.sent(new SentBatch(0, List.of(entry), 1, Instant.EPOCH, Duration.ofMillis(250)));
        tally.failed(entry, 1, "e", Duration.ZERO);
        tally.buried(entry, 2, "e", false);
        tally.expired(entry);
        tally.skipped("shipping");
        tally.taken(0, Duration.ofMillis(1_500));
        assertThat(tally.activity()).isEqualTo(new Activity(5, 1, 1, 1, 1, 1));
        try (JmxOutbox outbox = register()) {
            assertThat(attribute("Published")).isEqualTo(5L);
            assertThat(attribute("Sent")).isEqualTo(1L);
            assertThat(attribute("DuplicatesDropped")).isEqualTo(1L);
            assertThat(attribute("InboxDuplicates")).isEqualTo(1L);
            assertThat(attribute("Failed")).isEqualTo(1L);
            assertThat(attribute("Buried")).isEqualTo(1L);
            assertThat(attribute("Expired")).isEqualTo(1L);
            assertThat(attribute("Batches")).isEqualTo(1L);
            assertThat(attribute("SendSeconds")).isEqualTo(0.25);
            assertThat(attribute("LagSeconds")).isEqualTo(0.25);
            assertThat(attribute("Passes")).isEqualTo(1L);
            assertThat(attribute("LaneWaitSeconds")).isEqualTo(1.5);
            assertThat(attribute("Running")).isEqualTo(false);
            assertThat(outbox.getAway()).isEmpty();
        }
    }

    @Test
    void outage_is_told_by_name_with_its_length() {
        Instant now = Instant.ofEpochSecond(100);

        assertThat(JmxOutbox.seconds(Map.of("broker", Instant.ofEpochMilli(97_500), "store", now.plusSeconds(1)), now))
                .containsExactly(Map.entry("broker", 2.5), Map.entry("store", 0.0));
        try (JmxOutbox outbox = register()) {
            assertThat(outbox.getAwaySeconds()).isEmpty();
        }
    }

    @Test
    void backlog_is_told_once_it_is_known() throws Exception {
        try (JmxOutbox outbox = register()) {
            assertThat(attribute("Ready")).isEqualTo(0L);
            assertThat(attribute("OldestAgeSeconds")).isEqualTo(-1.0);

            tally.backlog(new Backlog(
                    List.of(
                            backlog("orders", 1_000_000, Duration.ofMillis(2_500)),
                            backlog("shipments", 3, Duration.ZERO)),
                    Instant.EPOCH));

            assertThat(outbox.getReady()).isEqualTo(1_000_003L);
            assertThat(attribute("Waiting")).isEqualTo(4L);
            assertThat(attribute("Retrying")).isEqualTo(6L);
            assertThat(attribute("Scheduled")).isEqualTo(8L);
            assertThat(attribute("Dead")).isEqualTo(10L);
            assertThat(attribute("OldestAgeSeconds")).isEqualTo(2.5);
            TabularData pending = (TabularData) attribute("PendingByDestination");
            assertThat(pending.get(new Object[] {"orders"}).get("value")).isEqualTo(1_000_005L);
        }
    }

    private static DestinationBacklog backlog(String destination, long ready, Duration oldest) {
        return new DestinationBacklog(destination, count(ready), count(2), count(3), count(4), count(5), oldest);
    }

    private static Count count(long value) {
        return new Count(value, true);
    }

    @Test
    void two_applications_of_one_name_do_not_hide_each_other_and_leave_nothing_behind() throws Exception {
        JmxOutbox first = register();
        JmxOutbox second = register();
        assertThat(names()).extracting(name -> name.getKeyProperty("instance")).containsExactlyInAnyOrder(null, "2");

        first.close();
        first.close();
        assertThat(names()).hasSize(1);
        second.close();
        assertThat(names()).isEmpty();
    }
}
