package io.outboxed.debezium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.StoreException;
import io.outboxed.debezium.it.Connector.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the relay to change data capture and back, as the document says, while the shop publishes. */
class SwitchingIT {
    private static final int KEYS = 3;

    /** A message as a consumer gets it, from either side. */
    private record Received(String id, String key, String text) {}

    private final Map<String, String> published = new HashMap<>();
    private final List<Received> byJms = new ArrayList<>();
    private int next;
    private Shop shop;

    @BeforeEach
    void setUp() throws Exception {
        shop = new Shop();
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    /** Messages with rising numbers, over all keys. */
    private void publish(int count) throws Exception {
        for (int i = 0; i < count; i++, next++) {
            published.put(shop.publish("orders", "k" + next % KEYS, Integer.toString(next)), Integer.toString(next));
        }
    }

    private void awaitRelay() {
        Awaitility.await()
                .atMost(Shop.PATIENCE)
                .until(() -> shop.text("select count(*) from outbox_entry").equals("0"));
    }

    private void receiveByJms() throws Exception {
        for (var message : shop.server().broker().receiveAll("orders")) {
            byJms.add(new Received(
                    message.getStringProperty("outbox_id"),
                    message.getStringProperty("outbox_key"),
                    message.getBody(String.class)));
        }
    }

    private List<Received> byCdc() throws Exception {
        return shop.connector().messages().stream()
                .map(message -> new Received(message.id(), message.key(), message.text()))
                .toList();
    }

    /** What a consumer works on that drops what it has seen. */
    private Set<Received> firstTimes(List<Received> first, List<Received> second) {
        Set<Received> all = new LinkedHashSet<>(first);
        all.addAll(second);
        assertThat(all).extracting(Received::id).as("a repeat is the same").doesNotHaveDuplicates();
        return all;
    }

    private void assertComplete(Set<Received> received) {
        Map<String, String> texts = new HashMap<>();
        received.forEach(message -> texts.put(message.id(), message.text()));
        assertThat(texts).isEqualTo(published);
    }

    private static void assertInOrder(Iterable<Received> received) {
        Map<String, Integer> last = new HashMap<>();
        for (Received message : received) {
            Integer number = Integer.valueOf(message.text());
            Integer before = last.put(message.key(), number);
            assertThat(number).as(message.key()).isGreaterThan(before == null ? -1 : before);
        }
    }

    @Test
    void relay_to_cdc_loses_nothing_and_keeps_the_order_of_each_key() throws Exception {
        publish(20);
        shop.setUp(); // from here on the log keeps everything
        publish(20);
        awaitRelay();
        shop.connector().start();
        publish(20);
        awaitRelay();
        shop.server().broker().stop(); // so that the relay leaves some
        publish(20);
        shop.redeploy(Shop.BY_CDC);
        publish(20);
        shop.putLeftOversIntoTheLog();
        publish(20);
        shop.awaitConnector();
        shop.server().broker().start();
        receiveByJms();

        assertThat(byJms).hasSizeGreaterThanOrEqualTo(60);
        assertThat(shop.connector().count()).isGreaterThanOrEqualTo(100);
        Set<Received> all = firstTimes(byJms, byCdc());
        assertComplete(all);
        assertInOrder(all);
        assertThat(shop.text("select count(*) from outbox_entry")).isEqualTo("0");
        assertThat(shop.text("select count(*) from outbox_parked")).isEqualTo("0");
    }

    @Test
    void what_the_relay_leaves_parked_goes_into_the_log() throws Exception {
        shop.setUp();
        shop.redeploy(settings ->
                settings.retry(retry -> retry.withInitial(Duration.ofHours(1)).withMax(Duration.ofHours(1))));
        String retrying = shop.publish("closed.orders", "k", "first"); // the broker refuses it
        String waiting = shop.publish("closed.orders", "k", "second");
        Awaitility.await()
                .atMost(Shop.PATIENCE)
                .until(() -> shop.text("select count(*) from outbox_parked").equals("2"));
        shop.redeploy(Shop.BY_CDC);

        shop.putLeftOversIntoTheLog();

        shop.connector().start();
        Awaitility.await().atMost(Shop.PATIENCE).until(() -> shop.connector().count() >= 4);
        assertThat(shop.connector().messages("closed.orders"))
                .extracting(Message::id)
                .startsWith(retrying, waiting)
                .endsWith(retrying, waiting);
        assertThat(shop.text("select count(*) from outbox_parked")).isEqualTo("0");
    }

    @Test
    void cdc_to_relay_loses_nothing_and_keeps_the_order_of_each_key() throws Exception {
        shop.setUp();
        shop.redeploy(Shop.BY_CDC);
        shop.connector().start();
        publish(20);
        shop.awaitConnector();
        shop.stopConnector();
        publish(20); // which the log alone has
        shop.redeploy(Shop.BY_RELAY);
        String end = shop.text("select pg_current_wal_lsn()");
        publish(20);
        shop.connector().start();
        Awaitility.await()
                .atMost(Shop.PATIENCE)
                .until(() -> shop.text(
                                "select confirmed_flush_lsn >= cast('" + end + "' as pg_lsn) from pg_replication_slots")
                        .equals("true"));
        shop.stopConnector();
        shop.server().persistence().execute(CdcDocument.sql("take down"));
        publish(20);
        awaitRelay();
        receiveByJms();

        assertThat(byCdc()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(byJms).hasSize(40);
        Set<Received> all = firstTimes(byCdc(), byJms);
        assertComplete(all);
        assertInOrder(all);
    }

    @Test
    void slot_that_is_dropped_under_the_application_loses_nothing() throws Exception {
        shop.setUp();
        shop.redeploy(Shop.BY_CDC);
        shop.connector().start();
        publish(20);
        shop.awaitConnector();
        shop.stopConnector();

        shop.server().persistence().execute(CdcDocument.sql("take down"));
        publish(20);
        assertThat(shop.text("select count(*) from outbox_entry")).isEqualTo("20");
        assertThatThrownBy(() -> shop.redeploy(Shop.BY_CDC))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("OUTBOX-5010");
        shop.setUp();
        shop.redeploy(Shop.BY_CDC);
        shop.putLeftOversIntoTheLog();
        publish(20);

        Connector anew = new Connector(shop.settings()); // with no offsets of the slot that was
        try (anew) {
            anew.start();
            Awaitility.await().atMost(Shop.PATIENCE).until(() -> anew.count() >= 40);
        }
        List<Received> second = anew.messages().stream()
                .map(message -> new Received(message.id(), message.key(), message.text()))
                .toList();
        Set<Received> all = firstTimes(byCdc(), second);
        assertComplete(all);
        assertInOrder(all);
    }
}
