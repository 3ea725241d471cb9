package io.outboxed.internal.publish;

import io.outboxed.internal.Errors;
import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.SealedEnvelope;
import java.time.Instant;

/** What change data capture cannot do: nothing of Outboxed runs between the database's log and the consumer. */
public final class Capture {

    private Capture() {}

    /**
     * Refuses what would go out too early, or in another form than the application published it.
     *
     * @param now the application's clock, in milliseconds since 1970-01-01T00:00Z
     * @throws io.outboxed.PublishException if the message is for later (OUTBOX-2017), or something has to be undone (OUTBOX-2018)
     */
    public static void check(SealedEnvelope envelope, long now) {
        if (envelope.notBefore() != null && envelope.notBefore().atMillis(now) > now) {
            throw Errors.notCapturedLater(
                    envelope.id(), Instant.ofEpochMilli(envelope.notBefore().atMillis(now)));
        }
        for (String header : envelope.headers().keySet()) {
            if (header.startsWith(EntryTransformer.UNDO)) {
                throw Errors.notCapturedReadable(envelope.id(), header);
            }
        }
    }
}
