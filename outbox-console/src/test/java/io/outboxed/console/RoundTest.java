package io.outboxed.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.AdminException;
import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.EntryFilter;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Work that takes longer than one request may. */
class RoundTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Asked.Selection ALL = new Asked.Selection(List.of(), Optional.of(EntryFilter.all()));

    private final Set<String> deadLetters = new TreeSet<>();
    private final List<String> expired = new ArrayList<>();
    private long now = Long.MAX_VALUE - SECOND; // overflows, as System.nanoTime may
    private String busy = "";

    /** Takes a second. */
    private ChangeResult redrive(String id) {
        now += SECOND;
        if (id.equals(busy)) {
            throw new AdminException("OUTBOX-3018", "Lane 1 was busy", null);
        }
        if (expired.contains(id)) {
            return new ChangeResult(0, 0, 1);
        }
        return deadLetters.remove(id) ? new ChangeResult(1, 0, 0) : new ChangeResult(0, 1, 0);
    }

    /** In steps of two, as the store goes in steps of 100. */
    private ChangeResult redriveAll(EntryFilter filter, Predicate<ChangeResult> goOn) {
        ChangeResult sum = ChangeResult.NOTHING;
        List<String> all = List.copyOf(deadLetters);
        for (int i = 0; i < all.size(); i += 2) {
            for (String id : all.subList(i, Math.min(i + 2, all.size()))) {
                sum = sum.plus(redrive(id));
            }
            if (!goOn.test(sum)) {
                return sum;
            }
        }
        return sum;
    }

    private JsonObject round(Asked.Selection selection) {
        return new Round(() -> now).work(selection, this::redrive, this::redriveAll);
    }

    private static Asked.Selection ids(List<String> ids) {
        return new Asked.Selection(ids, Optional.empty());
    }

    private List<String> buried(int count) {
        for (int i = 0; i < count; i++) {
            deadLetters.add("letter-%03d".formatted(i));
        }
        return List.copyOf(deadLetters);
    }

    private static List<String> remaining(JsonObject answer) {
        return answer.getJsonArray("remaining").getValuesAs(JsonString::getString);
    }

    private static void assertDone(JsonObject answer, int done, int gone, int expired, boolean more) {
        assertThat(List.of(answer.getInt("done"), answer.getInt("gone"), answer.getInt("expired")))
                .containsExactly(done, gone, expired);
        assertThat(answer.getBoolean("more")).isEqualTo(more);
    }

    @Test
    void filterThatMeetsMoreThanTheTimeAllows_isGoneOnWithByTheSameRequest() {
        buried(47);

        JsonObject first = round(ALL);
        assertDone(first, 22, 0, 0, true); // after 20 s the time is not over yet
        assertThat(remaining(first)).isEmpty();
        assertDone(round(ALL), 22, 0, 0, true);
        assertDone(round(ALL), 3, 0, 0, false);
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void idsThatWereNotLookedAt_remainForTheNextRequest() {
        List<String> ids = new ArrayList<>(buried(30));
        deadLetters.remove(ids.get(0));
        expired.add(ids.get(1));

        JsonObject first = round(ids(ids));
        assertDone(first, 19, 1, 1, true);
        assertThat(remaining(first)).isEqualTo(ids.subList(21, 30));
        JsonObject second = round(ids(remaining(first)));
        assertDone(second, 9, 0, 0, false);
        assertThat(remaining(second)).isEmpty();
        assertThat(deadLetters).containsExactly(ids.get(1));
    }

    @Test
    void idsThatAreDoneWhenTheTimeIsUp_areAll() {
        JsonObject answer = round(ids(buried(21)));

        assertDone(answer, 21, 0, 0, false);
        assertThat(remaining(answer)).isEmpty();
    }

    @Test
    void busyLaneAfterSome_endsTheRoundSoThatWhatWasDoneIsTold() {
        List<String> ids = buried(5);
        busy = ids.get(2);

        JsonObject first = round(ids(ids));
        assertDone(first, 2, 0, 0, true);
        assertThat(remaining(first)).isEqualTo(ids.subList(2, 5));
        assertThatThrownBy(() -> round(ids(remaining(first)))).isInstanceOf(AdminException.class);
        busy = "";
        assertDone(round(ids(remaining(first))), 3, 0, 0, false);
    }

    @Test
    void busyLaneAfterSomeThatMatch_endsTheRoundToo() {
        busy = buried(5).get(4);

        assertDone(round(ALL), 4, 0, 0, true);
        assertThatThrownBy(() -> round(ALL)).isInstanceOf(AdminException.class);
    }

    @Test
    void auditLog_tellsWhatWasDoneAndThatItFailed() {
        Round round = new Round(() -> now);
        List<String> ids = buried(3);

        assertThatThrownBy(() -> round.work(
                        ids(ids),
                        id -> {
                            if (id.equals(ids.get(2))) {
                                throw new IllegalStateException("the database is away");
                            }
                            return redrive(id);
                        },
                        this::redriveAll))
                .isInstanceOf(IllegalStateException.class);

        assertThat(round).hasToString("2 done, 0 gone, 0 expired, then it failed");
    }
}
