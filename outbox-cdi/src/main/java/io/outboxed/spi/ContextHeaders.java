package io.outboxed.spi;

import java.util.Map;

/**
 * Gives headers that go with every message: those of a trace, a tenant, a user. Any CDI bean of this type is asked, in the
 * publisher's thread and transaction.
 *
 * <p>A header that the envelope has itself stays as it is. What is thrown fails the publication.
 *
 * <p><b>Threads:</b> any number at once.
 */
public interface ContextHeaders {

    /**
     * The headers of one message; may be empty.
     *
     * @param id the message id
     * @return names and values as for {@link io.outboxed.Envelope.Builder#header}
     */
    Map<String, Object> of(String id, String destination, String type);
}
