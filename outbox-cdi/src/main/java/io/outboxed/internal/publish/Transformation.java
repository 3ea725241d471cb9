package io.outboxed.internal.publish;

import io.outboxed.PublishException;
import io.outboxed.internal.Errors;
import io.outboxed.internal.Header;
import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.SealedEnvelope;
import java.util.List;
import java.util.Objects;

/** What transformers make of an envelope before it is stored. */
final class Transformation {

    private Transformation() {}

    static SealedEnvelope onStore(List<EntryTransformer> transformers, SealedEnvelope envelope) {
        SealedEnvelope changed = envelope;
        for (EntryTransformer transformer : transformers) {
            changed = onStore(transformer, changed);
        }
        changed.headers().forEach(Header::checkValue);
        return changed;
    }

    private static SealedEnvelope onStore(EntryTransformer transformer, SealedEnvelope before) {
        SealedEnvelope after;
        try {
            after = transformer.onStore(before);
        } catch (PublishException e) {
            throw e;
        } catch (Exception e) {
            throw Errors.notTransformed(transformer.getClass(), before.id(), before.type(), e);
        }
        if (after == null || !isSame(before, after)) {
            throw Errors.anotherEnvelope(transformer.getClass(), before.id());
        }
        return after;
    }

    private static boolean isSame(SealedEnvelope before, SealedEnvelope after) {
        return before.id().equals(after.id())
                && before.idClaimed() == after.idClaimed()
                && before.destination().equals(after.destination())
                && Objects.equals(before.key(), after.key())
                && before.occurred().equals(after.occurred())
                && Objects.equals(before.notBefore(), after.notBefore())
                && Objects.equals(before.expires(), after.expires());
    }
}
