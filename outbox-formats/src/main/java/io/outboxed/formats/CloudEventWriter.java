package io.outboxed.formats;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.CloudEventUtils;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.core.format.EventSerializationException;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.jackson.JsonFormatOptions;
import io.cloudevents.rw.CloudEventContextWriter;
import io.cloudevents.rw.CloudEventRWException;
import io.outboxed.spi.Entry;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;

/** Makes CloudEvents 1.0 of entries: as headers and body, or as a document of JSON. */
final class CloudEventWriter implements CloudEvents.Writer {
    /** The separator that JMS can carry, and that the AMQP binding therefore prefers (CloudEvents 1.0.2, AMQP binding, §3.1.3.1). */
    static final String PREFIX = "cloudEvents_";

    private final URI source;
    private final Json json;

    private CloudEventWriter(URI source, Json json) {
        this.source = source;
        this.json = json;
    }

    /** Fails with a {@link LinkageError} where the SDK is not there. */
    static CloudEventWriter create(URI source, boolean structured) {
        CloudEventBuilder.v1();
        return new CloudEventWriter(source, structured ? new Json() : null);
    }

    /** By itself, as binary mode needs no Jackson. */
    private static final class Json {
        private final EventFormat ofTexts = new JsonFormat(
                JsonFormatOptions.builder().forceStringSerialization(true).build());
        private final EventFormat ofBytes = new JsonFormat();
    }

    @Override
    public Entry write(Entry entry, boolean structured) {
        try {
            CloudEvent event = event(entry.envelope());
            SealedEnvelope plain = withoutAttributes(entry.envelope());
            return entry.with(structured ? structured(event, plain) : binary(event, plain));
        } catch (CloudEventRWException
                | EventSerializationException
                | IllegalStateException
                | IllegalArgumentException e) {
            throw Errors.notACloudEvent(e);
        }
    }

    private CloudEvent event(SealedEnvelope envelope) {
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withType(envelope.type())
                .withTime(envelope.occurred().atOffset(ZoneOffset.UTC))
                .withDataContentType(envelope.payload().contentType());
        if (envelope.key() != null) {
            builder.withSubject(envelope.key()).withExtension("partitionkey", envelope.key());
        }
        Map<String, Object> headers = envelope.headers();
        if (headers.get(Claims.PROPERTY) instanceof String reference) {
            builder.withExtension("dataref", URI.create(reference));
        } else {
            builder.withData(BytesCloudEventData.wrap(PayloadBytes.bytes(envelope.payload())));
        }
        for (String field : new String[] {"traceparent", "tracestate"}) {
            if (headers.get(field) instanceof String text) {
                builder.withExtension(field, text);
            }
        }
        headers.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                builder.withContextAttribute(name.substring(PREFIX.length()), value.toString());
            }
        });
        return builder.withSource(source).withId(envelope.id()).build(); // last, as nobody else may say so
    }

    private static SealedEnvelope withoutAttributes(SealedEnvelope envelope) {
        SealedEnvelope plain = envelope;
        for (String name : envelope.headers().keySet()) {
            if (name.startsWith(PREFIX)) {
                plain = plain.withoutHeader(name);
            }
        }
        return plain;
    }

    private static SealedEnvelope binary(CloudEvent event, SealedEnvelope plain) {
        Attributes attributes = new Attributes(
                plain.withHeader(PREFIX + "specversion", event.getSpecVersion().toString()));
        CloudEventUtils.toContextReader(event).readContext(attributes);
        return attributes.envelope;
    }

    /** Each attribute as a header; the media type is that of the payload. */
    private static final class Attributes implements CloudEventContextWriter {
        private SealedEnvelope envelope;

        Attributes(SealedEnvelope envelope) {
            this.envelope = envelope;
        }

        @Override
        public CloudEventContextWriter withContextAttribute(String name, String value) {
            if (!name.equals("datacontenttype")) {
                envelope = envelope.withHeader(PREFIX + name, value);
            }
            return this;
        }
    }

    private SealedEnvelope structured(CloudEvent event, SealedEnvelope plain) {
        EventFormat format = PayloadBytes.isText(plain.payload()) ? json.ofTexts : json.ofBytes;
        String document = new String(format.serialize(event), StandardCharsets.UTF_8);
        return plain.withPayload(new Payload.Text(JsonFormat.CONTENT_TYPE, document));
    }
}
