package io.outboxed.internal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.EntryPage;
import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.spi.Entry;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.InMemoryFixture;
import io.outboxed.spi.LaneLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A search that may look at no more than three entries in a request. */
class EntrySearchTest {
    private static final EntryFilter ALL = EntryFilter.all();
    private static final EntryFilter RARE = ALL.withDestination("rare");

    private final InMemoryFixture fixture = new InMemoryFixture(1);
    private final EntrySearch search =
            new EntrySearch(fixture.deadLetters(), new FixtureTransaction(), new SearchBound(3));

    /** Of the fixture's store. */
    private final class FixtureTransaction implements NewTransaction {
        @Override
        public <T> Result<T> run(Callable<T> work) {
            return fixture.inTransaction(() -> {
                try {
                    return new Result<>(work.call(), null);
                } catch (Exception e) {
                    return new Result<>(null, e);
                }
            });
        }

        @Override
        public <T> Result<T> outside(Callable<T> work) {
            throw new UnsupportedOperationException();
        }
    }

    /** Dead letters a to h, of which b and g are for the rare destination. */
    @BeforeEach
    void bury() {
        fixture.inTransaction(() -> fixture.store()
                .append(
                        0,
                        Stream.of("a", "b", "c", "d", "e", "f", "g", "h")
                                .map(id -> Envelopes.to("bg".contains(id) ? "rare" : "orders", id, "k" + id))
                                .toList()));
        fixture.inTransaction(() -> {
            LaneLock lane = fixture.store().lock(0).orElseThrow();
            for (Entry entry : fixture.store().read(lane, 100, Long.MAX_VALUE)) {
                fixture.store().bury(lane, entry, 1, "OUTBOX-4003", false);
            }
        });
    }

    private List<List<String>> pages(EntryFilter filter, int max) {
        List<List<String>> pages = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            EntryPage<DeadLetter> page = search.deadLetters(filter, max, after.get());
            pages.add(page.entries().stream().map(DeadLetter::id).toList());
            after = page.next();
        }
        return pages;
    }

    @Test
    void pageOfASearch_endsWhereItHasLookedAtEnoughAndTheNextGoesOn() {
        assertThat(pages(RARE, 10)).containsExactly(List.of("b"), List.of(), List.of("g"));
        assertThat(pages(RARE, 1)).containsExactly(List.of("b"), List.of(), List.of("g"));
    }

    @Test
    void fullPage_endsWhereItIsFull() {
        assertThat(pages(ALL.withDestination("orders"), 1))
                .containsExactly(List.of("a"), List.of("c"), List.of("d"), List.of("e"), List.of("f"), List.of("h"));
    }

    @Test
    void whatAnIndexFinds_isFoundAtOnce() {
        assertThat(pages(ALL, 10)).hasSize(1);
        assertThat(pages(RARE.withKey("kg"), 10)).containsExactly(List.of("g"));
        assertThat(pages(RARE.withId("g"), 10)).containsExactly(List.of("g"));
        assertThat(search.count(Kind.DEAD, ALL).exact()).isTrue();
    }

    @Test
    void countOfASearch_isAtLeastSoMany() {
        assertThat(search.count(Kind.DEAD, RARE).value()).isEqualTo(1);
        assertThat(search.count(Kind.DEAD, RARE).exact()).isFalse();
        assertThat(search.count(Kind.RETRYING, RARE).exact()).isTrue();
    }
}
