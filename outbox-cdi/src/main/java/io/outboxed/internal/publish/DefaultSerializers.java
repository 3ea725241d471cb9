package io.outboxed.internal.publish;

import io.outboxed.spi.Payload;
import io.outboxed.spi.PayloadSerializer;
import jakarta.json.bind.Jsonb;
import java.util.List;
import java.util.function.Supplier;

/** What serialises payloads that no serializer of the application takes. */
public final class DefaultSerializers {

    private DefaultSerializers() {}

    /** Texts and bytes as they are, everything else as JSON; JSON-B is asked for when it is first needed. */
    public static List<PayloadSerializer> list(Supplier<Jsonb> jsonb) {
        return List.of(new Texts(), new Bytes(), new Json(jsonb));
    }

    private static final class Texts implements PayloadSerializer {
        @Override
        public boolean supports(Object payload) {
            return payload instanceof CharSequence;
        }

        @Override
        public Payload serialize(Object payload) {
            return new Payload.Text("text/plain;charset=utf-8", payload.toString());
        }
    }

    private static final class Bytes implements PayloadSerializer {
        @Override
        public boolean supports(Object payload) {
            return payload instanceof byte[];
        }

        @Override
        public Payload serialize(Object payload) {
            return new Payload.Binary("application/octet-stream", ((byte[]) payload).clone());
        }
    }

    private record Json(Supplier<Jsonb> jsonb) implements PayloadSerializer {
        @Override
        public boolean supports(Object payload) {
            return true;
        }

        @Override
        public Payload serialize(Object payload) {
            return new Payload.Text("application/json", jsonb.get().toJson(payload));
        }
    }
}
