package io.outboxed.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.formats.ClaimStore.Claim;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of claims promises. */
abstract class ClaimStoreContract {
    static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    /** A store whose clock stands at {@link #LONG_AGO} until it is advanced. */
    abstract ClaimStore store() throws Exception;

    /** Makes a claim look as old as that. */
    abstract void put(String messageId, Payload payload, Instant time, List<String> references) throws Exception;

    @Test
    void payload_is_given_back_as_it_was() throws Exception {
        Payload text = new Payload.Text("text/plain;charset=utf-8", "line 1\nline 2 – Bücher 📚");
        Payload empty = new Payload.Text("text/plain", "");
        Payload bytes = new Payload.Binary("image/png", new byte[] {0, 10, 13, -1});

        for (Payload payload : List.of(text, empty, bytes)) {
            String reference = store().put("m1", payload);
            assertThat(store().get(reference)).contains(payload);
        }
    }

    @Test
    void one_message_may_have_several_claims() throws Exception {
        String first = store().put("m1", Envelopes.text("first"));
        String second = store().put("m1", Envelopes.text("second"));

        assertThat(first).isNotEqualTo(second);
        store().delete(List.of(first, first, "unknown"));
        assertThat(store().get(first)).isEmpty();
        assertThat(store().get(second)).contains(Envelopes.text("second"));
    }

    @Test
    void reference_that_nobody_gave_has_no_payload() throws Exception {
        for (String reference :
                List.of("", "unknown", "../../etc/passwd", "/etc/passwd", "' or 1=1 --", "a".repeat(300))) {
            assertThat(store().get(reference)).as(reference).isEmpty();
        }
    }

    @Test
    void old_ones_are_found_page_by_page() throws Exception {
        List<String> old = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            put("m" + i, Envelopes.text("x"), LONG_AGO.plusSeconds(i), old);
        }
        put("new", Envelopes.text("x"), LONG_AGO.plusSeconds(100), new ArrayList<>());

        List<Claim> found = new ArrayList<>();
        List<Claim> page = store().olderThan(LONG_AGO.plusSeconds(100), "", 2);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            found.addAll(page);
            page = store().olderThan(
                            LONG_AGO.plusSeconds(100), page.get(page.size() - 1).reference(), 2);
        }
        assertThat(found).extracting(Claim::reference).containsExactlyInAnyOrderElementsOf(old);
        assertThat(found).extracting(Claim::messageId).containsExactlyInAnyOrder("m0", "m1", "m2", "m3", "m4");
        assertThat(store().olderThan(LONG_AGO, "", 10)).isEmpty();
    }
}
