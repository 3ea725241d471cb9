package io.outboxed.internal.relay;

import io.outboxed.spi.Batch;
import io.outboxed.spi.Sender;

/**
 * A sender with transactions of its own, whose commit can wait until ownership of the lane has been confirmed: a broker that comes back
 * after a while lets every owner go on writing that the lane has had meanwhile.
 */
public interface WritingSender extends Sender {

    /** Writes a batch, of which nobody sees anything before the commit. Fails as {@link #send} does, and then leaves nothing to do. */
    Written write(Batch batch) throws Exception;

    /** What was written; {@link #rollback} is to be called in the end, else it would stay open at the broker. */
    interface Written {
        /** Fails as {@link #send} does. */
        void commit() throws Exception;

        /** Does nothing once {@link #commit} was called. */
        void rollback();
    }
}
