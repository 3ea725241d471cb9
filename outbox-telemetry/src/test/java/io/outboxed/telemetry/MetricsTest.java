package io.outboxed.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.outboxed.admin.Backlog;
import io.outboxed.admin.Count;
import io.outboxed.admin.DestinationBacklog;
import io.outboxed.spi.Entry;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.SentBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Container container = new Container();

    @AfterEach
    void close() {
        container.close();
    }

    private static Entry entry(String destination) {
        return new Entry(0, 1, 0, 0, Envelopes.to(destination, "a", null)); // occurred in 1970
    }

    private void everythingHappens() {
        container.tell(each -> each.published(5));
        container.tell(each -> each.taken(0, Duration.ofMillis(3)));
        container.tell(each -> each.sent(new SentBatch(
                0,
                List.of(entry("orders"), entry("orders"), entry("mail")),
                1,
                Instant.EPOCH,
                Duration.ofMillis(250))));
        container.tell(each -> each.failed(entry("orders"), 1, "OUTBOX-4003: no such queue", Duration.ZERO));
        container.tell(each -> each.buried(entry("orders"), 2, "jakarta.jms.JMSException < x", false));
        container.tell(each -> each.expired(entry("mail")));
        container.tell(each -> each.skipped("shipping"));
        container.tell(each -> each.backlog(new Backlog(
                List.of(new DestinationBacklog(
                        "orders",
                        new Count(7, true),
                        Count.ZERO,
                        Count.ZERO,
                        Count.ZERO,
                        Count.ZERO,
                        Duration.ofMillis(1_500))),
                Instant.EPOCH)));
        container.outages.put("broker", Instant.EPOCH);
    }

    @Test
    void openTelemetry_gets_all_metrics_with_names_and_units() {
        everythingHappens();

        Map<String, MetricData> measured = container.measured();

        assertThat(measured.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Metric.values()).map(metric -> metric.id).toList());
        for (Metric metric : Metric.values()) {
            assertThat(measured.get(metric.id).getUnit()).isEqualTo(metric.unit);
            assertThat(measured.get(metric.id).getDescription()).isEqualTo(metric.description);
        }
        assertThat(counted(measured, Metric.PUBLISHED)).isEqualTo(5);
        assertThat(counted(measured, Metric.SENT)).isEqualTo(3);
        assertThat(counted(measured, Metric.DUPLICATES)).isEqualTo(1);
        assertThat(counted(measured, Metric.INBOX_DUPLICATES)).isEqualTo(1);
        assertThat(measured.get(Metric.LAG.id).getHistogramData().getPoints())
                .allSatisfy(
                        point -> assertThat(point.getSum() / point.getCount()).isEqualTo(0.25));
        assertThat(gauge(measured, Metric.BACKLOG_AGE)).containsExactly(1.5);
        assertThat(gauge(measured, Metric.AWAY)).containsExactly(1.0);
        assertThat(gauge(measured, Metric.RUNNING)).containsExactly(1.0);
        assertThat(gauge(measured, Metric.BACKLOG)).containsExactlyInAnyOrder(7.0, 0.0, 0.0, 0.0, 0.0);
    }

    private static long counted(Map<String, MetricData> measured, Metric metric) {
        return measured.get(metric.id).getLongSumData().getPoints().stream()
                .mapToLong(point -> point.getValue())
                .sum();
    }

    private static List<Double> gauge(Map<String, MetricData> measured, Metric metric) {
        return measured.get(metric.id).getDoubleGaugeData().getPoints().stream()
                .map(DoublePointData::getValue)
                .toList();
    }

    @Test
    void microProfile_gets_the_same() {
        everythingHappens();

        assertThat(container.registry.sums)
                .containsEntry("outbox.published.messages{}", 5.0)
                .containsEntry(
                        "messaging.client.sent.messages{messaging_destination_name=orders,messaging_operation_name=send,messaging_system=jms}",
                        2.0)
                .containsEntry("outbox.lag{messaging_destination_name=mail}", 0.25)
                .containsEntry("outbox.failed.attempts{error_type=OUTBOX-4003,messaging_destination_name=orders}", 1.0)
                .containsEntry(
                        "outbox.buried.messages{error_type=jakarta.jms.JMSException,messaging_destination_name=orders}",
                        1.0)
                .containsEntry("outbox.inbox.duplicate.messages{outbox_consumer=shipping}", 1.0)
                .containsEntry("outbox.lane.wait{}", 0.003);
        assertThat(container
                        .registry
                        .gauges
                        .get("outbox.backlog.messages{messaging_destination_name=orders,outbox_state=ready}")
                        .get())
                .isEqualTo(7.0);
    }

    @Test
    void batch_for_one_destination_is_timed_under_its_name_and_one_for_several_under_none() {
        everythingHappens();
        container.tell(each ->
                each.sent(new SentBatch(0, List.of(entry("orders")), 0, Instant.EPOCH, Duration.ofMillis(100))));

        String name = "messaging.client.operation.duration{messaging_destination_name=%s,messaging_operation_name=send,"
                + "messaging_system=jms}";
        assertThat(container.registry.sums)
                .containsEntry(name.formatted("orders"), 0.1)
                .containsEntry(name.formatted("_SEVERAL"), 0.25);
    }

    @Test
    void application_that_is_undeployed_leaves_no_gauge_behind() {
        everythingHappens();
        assertThat(container.measured()).containsKey(Metric.RUNNING.id);

        container.undeploy();

        assertThat(container.measured()).doesNotContainKeys(Metric.RUNNING.id, Metric.BACKLOG.id);
    }

    @Test
    void gauge_of_a_destination_without_messages_any_more_is_0() {
        everythingHappens();

        container.tell(each -> each.backlog(new Backlog(List.of(), Instant.EPOCH)));

        assertThat(container
                        .registry
                        .gauges
                        .get("outbox.backlog.age{messaging_destination_name=orders}")
                        .get())
                .isEqualTo(0.0);
    }

    @Test
    void circuit_is_told_by_name_with_the_length_of_its_outage_and_0_once_it_is_closed() {
        everythingHappens();
        String broker = "outbox.away.duration{outbox_away_name=broker}";
        double year = Duration.ofDays(365).toSeconds();

        assertThat(durations().get("broker")).isGreaterThan(year); // since 1970
        assertThat(durations().get("store")).isZero();
        container.tell(each -> each.backlog(new Backlog(List.of(), Instant.EPOCH)));
        assertThat(container.registry.gauges.get(broker).get())
                .isInstanceOfSatisfying(Double.class, value -> assertThat(value).isGreaterThan(year));
        assertThat(container.registry.gauges).containsKey("outbox.away.duration{outbox_away_name=store}");

        container.outages.clear();
        assertThat(durations()).containsExactlyInAnyOrderEntriesOf(Map.of("broker", 0.0, "store", 0.0));
        assertThat(container.registry.gauges.get(broker).get()).isEqualTo(0.0);
    }

    private Map<String, Double> durations() {
        return container.measured().get(Metric.AWAY_DURATION.id).getDoubleGaugeData().getPoints().stream()
                .collect(Collectors.toMap(
                        point -> point.getAttributes().get(AttributeKey.stringKey(Measuring.CIRCUIT)),
                        DoublePointData::getValue));
    }

    @Test
    void destinations_beyond_some_hundreds_share_one_time_series() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            entries.add(entry("d" + i));
        }
        container.tell(each -> each.sent(new SentBatch(0, entries, 0, Instant.EPOCH, Duration.ZERO)));

        var points = container.measured().get(Metric.SENT.id).getLongSumData().getPoints();

        assertThat(points).hasSize(501);
        assertThat(points)
                .filteredOn(point -> "_OTHER"
                        .equals(point.getAttributes().get(AttributeKey.stringKey("messaging.destination.name"))))
                .hasSize(1);
    }
}
