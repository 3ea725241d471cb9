package io.outboxed.spi;

import static io.outboxed.spi.Envelopes.envelope;
import static io.outboxed.spi.Envelopes.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.admin.Count;
import io.outboxed.admin.EntryFilter;
import io.outboxed.spi.FailedEntryStore.Cursor;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.FailedEntryStore.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store promises about a search that takes several requests. */
abstract class SearchContract extends DeadLettersContract {

    @Test
    void searchInStretches_findsEachThatMeetsTheFilterOnceAndComesToAnEnd() {
        append(0, to("orders", "b", null), to("bills", "d", null), to("orders", "a", null), to("bills", "g", null));
        append(1, to("bills", "c", null), to("orders", "e", null), to("bills", "f", null));
        append(2, to("bills", "h", null), to("bills", "i", null));
        bury(0, false, "b", "d");
        bury(1, true, "c", "e"); // in the other state
        fixture.advance(HOUR);
        bury(0, true, "a", "g");
        bury(1, false, "f");
        bury(2, false, "h", "i");
        List<String> all = idsOf(ALL.withDestination("orders"));
        assertThat(all).hasSize(3);

        for (int most = 1; most <= 10; most++) {
            List<String> found = new ArrayList<>();
            long counted = 0;
            int rounds = 0;
            Stretch stretch = stretch(Optional.empty(), most);
            while (true) {
                Stretch here = stretch;
                fixture.inTransaction(() -> deadLetters.deadLetters(ALL.withDestination("orders"), here, 10))
                        .forEach(letter -> found.add(letter.id()));
                Count count =
                        fixture.inTransaction(() -> deadLetters.count(Kind.DEAD, ALL.withDestination("orders"), here));
                assertThat(count.exact()).isEqualTo(here.upTo().isEmpty());
                counted += count.value();
                if (here.upTo().isEmpty()) {
                    break;
                }
                assertThat(++rounds).isLessThan(10); // each goes further
                stretch = stretch(here.upTo(), most);
            }
            assertThat(found).as("looking at " + most).isEqualTo(all);
            assertThat(counted).isEqualTo(3);
        }
        assertThat(stretch(Optional.empty(), 1).upTo()).isPresent();
        assertThat(stretch(Optional.empty(), 1_000).upTo()).isEmpty();
    }

    private Stretch stretch(Optional<Cursor> after, int most) {
        return new Stretch(
                after,
                fixture.inTransaction(
                        () -> deadLetters.horizon(Kind.DEAD, ALL.withDestination("orders"), after, most)));
    }

    @Test
    void horizon_isOfTheTimesThatAreAskedFor() {
        append(0, envelope("a"), envelope("b"), envelope("c"));
        bury(0, false, "a");
        fixture.advance(HOUR);
        bury(0, false, "b", "c");
        Instant second = find(ALL.withId("b")).get(0).buriedAt();

        assertThat(horizon(ALL.withFrom(second), 1)).map(Cursor::id).contains("b");
        assertThat(horizon(ALL.withBefore(second), 1)).map(Cursor::id).contains("a");
        assertThat(horizon(ALL.withBefore(second), 9)).isEmpty();
        assertThat(fixture.inTransaction(() -> deadLetters.horizon(Kind.RETRYING, ALL, Optional.empty(), 1)))
                .isEmpty();
    }

    private Optional<Cursor> horizon(EntryFilter filter, int most) {
        return fixture.inTransaction(() -> deadLetters.horizon(Kind.DEAD, filter, Optional.empty(), most));
    }
}
