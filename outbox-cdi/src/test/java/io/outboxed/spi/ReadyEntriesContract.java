package io.outboxed.spi;

import static io.outboxed.spi.Envelopes.bytes;
import static io.outboxed.spi.Envelopes.envelope;
import static io.outboxed.spi.Envelopes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store promises about ready entries. */
abstract class ReadyEntriesContract extends StoreScenario {

    @Test
    void append_readsBackInOrder() {
        append(0, envelope("a"), envelope("b"));
        append(0, envelope("c"));

        List<Entry> entries = ready(0);

        assertThat(entries).extracting(Entry::id).containsExactly("a", "b", "c");
        assertThat(entries).extracting(Entry::position).isSorted().doesNotHaveDuplicates();
        assertThat(entries).allMatch(entry -> entry.lane() == 0 && entry.attempts() == 0);
    }

    @Test
    void appendOfManyInOneTransaction_keepsTheirOrder() {
        SealedEnvelope[] many = IntStream.range(0, 300)
                .mapToObj(i -> envelope("m" + (i * 7919) % 300))
                .toArray(SealedEnvelope[]::new);
        append(0, many);

        assertThat(ready(0))
                .extracting(Entry::id)
                .containsExactly(Stream.of(many).map(SealedEnvelope::id).toArray(String[]::new));
    }

    @Test
    void append_isSeenInItsLaneOnly() {
        append(1, envelope("a"));

        assertThat(ready(0)).isEmpty();
        assertThat(ready(1)).extracting(Entry::id).containsExactly("a");
    }

    @Test
    void rollbackOfAppend_leavesNothing() {
        assertThatThrownBy(() -> fixture.inTransaction(() -> {
                    store.append(0, List.of(envelope("a")));
                    throw new IllegalStateException("the application failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(ready(0)).isEmpty();
        assertThat(status().ready()).isZero();
    }

    @Test
    void everyPartOfAnEnvelope_survives() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("text", "quotes \" \\ and \n lines \u0001");
        headers.put("empty", "");
        headers.put("yes", true);
        headers.put("no", false);
        headers.put("aByte", (byte) -1);
        headers.put("aShort", Short.MIN_VALUE);
        headers.put("anInt", 5);
        headers.put("aLong", Long.MAX_VALUE);
        headers.put("aFloat", 1.1f);
        headers.put("aDouble", Double.MIN_VALUE);
        headers.put("infinite", Double.NEGATIVE_INFINITY);
        SealedEnvelope full = Envelopes.sealed(
                "0190a5b6-0000-7000-8000-000000000001",
                "orders/\u00e9u",
                "OrderPlaced",
                "key '42' \ud83d\udd11",
                new Payload.Text("application/json", "{\"a\":1}"),
                Collections.unmodifiableMap(headers),
                "correlation",
                9,
                Instant.ofEpochMilli(1_767_225_600_999L));
        append(0, full);

        assertThat(onlyReady(0).envelope()).isEqualTo(full);
    }

    @Test
    void textOfEveryPlane_survives() {
        StringBuilder text = new StringBuilder();
        for (int plane = 0; plane <= 16; plane++) {
            for (int codePoint : new int[] {0x21, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd}) {
                text.appendCodePoint((plane << 16) + codePoint);
            }
        }
        append(0, envelope("a", null, text(text.toString())));

        assertThat(onlyReady(0).envelope().payload()).isEqualTo(text(text.toString()));
    }

    @Test
    void bytesOfEveryValue_survive() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        append(0, envelope("a", null, bytes(all)));

        assertThat(onlyReady(0).envelope().payload()).isEqualTo(bytes(all));
    }

    @Test
    void emptyPayloads_survive() {
        append(0, envelope("t", null, text("")), envelope("b", null, bytes()));

        assertThat(ready(0)).extracting(entry -> entry.envelope().payload()).containsExactly(text(""), bytes());
    }

    @Test
    void payloadsOfOneMebibyte_survive() {
        String ascii = "x".repeat(1_048_576);
        String wide = "\u20ac".repeat(1_048_576 / 3);
        append(
                0,
                envelope("t", null, text(ascii)),
                envelope("w", null, text(wide)),
                envelope("b", null, bytes(new byte[1_048_576])));

        assertThat(ready(0))
                .extracting(entry -> entry.envelope().payload())
                .containsExactly(text(ascii), text(wide), bytes(new byte[1_048_576]));
    }

    @Test
    void readWithCountBound_givesTheFirst() {
        append(0, envelope("a"), envelope("b"), envelope("c"));

        assertThat(batch(0, 2, NO_BOUND)).extracting(Entry::id).containsExactly("a", "b");
    }

    @Test
    void readWithByteBound_stopsWhereTheSumWouldExceedIt() {
        append(0, envelope("a", null, text("xx")), envelope("b", null, bytes(new byte[3])), envelope("c"));

        assertThat(batch(0, 10, 4)).extracting(Entry::id).containsExactly("a");
        assertThat(batch(0, 10, 5)).extracting(Entry::id).containsExactly("a", "b");
    }

    @Test
    void readWithByteBound_countsBytesNotCharacters() {
        append(0, envelope("a", null, text("\u20ac")), envelope("b", null, text("\u20ac")));

        assertThat(batch(0, 10, 5)).hasSize(1);
        assertThat(batch(0, 10, 6)).hasSize(2);
    }

    @Test
    void firstEntryAboveTheByteBound_comesAlone() {
        append(0, envelope("big", null, text("x".repeat(100))), envelope("empty", null, text("")));

        assertThat(batch(0, 10, 5)).extracting(Entry::id).containsExactly("big");
    }

    @Test
    void entryAboveTheByteBoundAfterAnEmptyOne_waits() {
        append(0, envelope("empty", null, text("")), envelope("big", null, text("x".repeat(100))));

        assertThat(batch(0, 10, 5)).extracting(Entry::id).containsExactly("empty");
    }

    @Test
    void delete_leavesTheOthers() {
        append(0, envelope("a"), envelope("b"), envelope("c"));

        inLane(0, lane -> {
            List<Entry> all = store.read(lane, 10, NO_BOUND);
            store.delivered(lane, List.of(all.get(0), all.get(2)), Duration.ZERO);
            return null;
        });

        assertThat(ready(0)).extracting(Entry::id).containsExactly("b");
    }

    @Test
    void deleteOfAnyNumber_deletesAll() {
        for (int count : new int[] {1, 2, 3, 4, 5, 1000, 1001, 2049}) {
            append(
                    0,
                    IntStream.range(0, count)
                            .mapToObj(i -> envelope("n" + count + "-" + i))
                            .toArray(SealedEnvelope[]::new));
            inLane(0, lane -> {
                List<Entry> all = store.read(lane, 10_000, NO_BOUND);
                assertThat(all).hasSize(count);
                store.delivered(lane, all, Duration.ZERO);
                return null;
            });
            assertThat(ready(0)).isEmpty();
        }
    }

    @Test
    void deleteOfAnEntryThatIsGone_failsAndRollsBack() {
        append(0, envelope("a"), envelope("b"));
        List<Entry> both = ready(0);
        inLane(0, lane -> {
            store.delivered(lane, both.subList(0, 1), Duration.ZERO);
            return null;
        });

        assertThatThrownBy(() -> inLane(0, lane -> {
                    store.delivered(lane, both, Duration.ZERO);
                    return null;
                }))
                .isInstanceOf(StoreException.class);
        assertThat(ready(0)).extracting(Entry::id).containsExactly("b");
    }

    @Test
    void rollbackOfDelete_keepsTheEntries() {
        append(0, envelope("a"));

        assertThatThrownBy(() -> inLane(0, lane -> {
                    store.delivered(lane, store.read(lane, 10, NO_BOUND), Duration.ZERO);
                    throw new IllegalStateException("the relay failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(ready(0)).extracting(Entry::id).containsExactly("a");
    }

    @Test
    void lockOfALaneThatDoesNotExist_givesNothing() {
        fixture.inTransaction(() -> {
            assertThat(store.lock(LANES)).isEmpty();
        });
    }

    @Test
    void lockOfALaneWithNothingRetrying_saysSo() {
        LaneLock lane = inLane(0, Function.identity());

        assertThat(lane.lane()).isZero();
        assertThat(lane.hasParked()).isFalse();
        assertThat(lane.isDue()).isFalse();
    }

    @Test
    void lockAgainInTheSameTransaction_givesTheLaneAgain() {
        inLane(0, lane -> {
            assertThat(store.lock(0)).isPresent();
            return null;
        });
    }

    @Test
    void prepareAgainWithFewerLanes_keepsWhatIsThereWithinReach() {
        append(LANES - 1, envelope("a"));

        fixture.inTransaction(() -> store.prepare(1));

        assertThat(lanesWithWork()).containsExactly(LANES - 1);
        assertThat(ids(ready(LANES - 1))).containsExactly("a");
    }

    @Test
    void prepareAgainWithMoreLanes_keepsWhatIsThere() {
        append(0, envelope("a"));
        fixture.inTransaction(() -> store.prepare(LANES + 2));
        append(LANES + 1, envelope("b"));

        assertThat(ready(0)).extracting(Entry::id).containsExactly("a");
        assertThat(ready(LANES + 1)).extracting(Entry::id).containsExactly("b");
    }
}
