package io.outboxed.formats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outboxed.spi.Payload;
import io.outboxed.spi.PayloadSerializer;
import java.util.Objects;

/**
 * Writes payloads as JSON by Jackson rather than JSON-B. An application that wants it produces it as a bean:
 *
 * <pre>{@code
 * @Produces
 * @Singleton
 * PayloadSerializer json() {
 *     return new JacksonSerializer(new ObjectMapper());
 * }
 * }</pre>
 *
 * <p>Texts and bytes are left to others.
 *
 * <p><b>Threads:</b> any number, as the mapper allows it.
 */
public final class JacksonSerializer implements PayloadSerializer {
    private final ObjectMapper mapper;

    /** Writes by that mapper, which must not be configured any more. */
    public JacksonSerializer(ObjectMapper mapper) {
        this.mapper = Objects.requireNonNull(mapper, "mapper");
    }

    @Override
    public boolean supports(Object payload) {
        return !(payload instanceof CharSequence) && !(payload instanceof byte[]);
    }

    @Override
    public Payload serialize(Object payload) throws JsonProcessingException {
        return new Payload.Text("application/json", mapper.writeValueAsString(payload));
    }
}
