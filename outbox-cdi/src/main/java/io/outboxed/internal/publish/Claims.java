package io.outboxed.internal.publish;

import io.outboxed.Envelope;
import io.outboxed.OnDuplicate;
import io.outboxed.internal.Errors;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.SealedEnvelope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Claims the ids that callers gave. */
public final class Claims {

    private Claims() {}

    /**
     * Claims in the order of the ids, so that two calls with the same ids in another order do not wait for each other in a
     * circle.
     *
     * @param messages as the application gave them
     * @param sealed the same, sealed
     * @return what is to be stored: all but the duplicates that are to be ignored
     * @throws io.outboxed.PublishException if a duplicate is to be refused
     */
    public static List<SealedEnvelope> claim(OutboxStore store, List<?> messages, List<SealedEnvelope> sealed) {
        List<Integer> claims = new ArrayList<>();
        for (int i = 0; i < sealed.size(); i++) {
            if (sealed.get(i).idClaimed()) {
                claims.add(i);
            }
        }
        if (claims.isEmpty()) {
            return sealed;
        }
        claims.sort(Comparator.comparing(i -> sealed.get(i).id()));
        Set<Integer> ignored = new HashSet<>();
        for (int i : claims) {
            if (!store.claimId(sealed.get(i).id())) {
                if (!(messages.get(i) instanceof Envelope envelope) || envelope.onDuplicate() == OnDuplicate.REFUSE) {
                    throw Errors.duplicateId(sealed.get(i).id());
                }
                ignored.add(i);
            }
        }
        return IntStream.range(0, sealed.size())
                .filter(i -> !ignored.contains(i))
                .mapToObj(sealed::get)
                .toList();
    }
}
