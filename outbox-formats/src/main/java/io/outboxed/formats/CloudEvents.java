package io.outboxed.formats;

import io.outboxed.formats.Settings.CloudEventMode;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryTransformer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Sends entries as CloudEvents, where the settings say so. What is stored has no part in that. Names no type of the SDK, as containers load each
 * class with annotations, and not every application has it.
 */
@ApplicationScoped
@Priority(Order.CLOUD_EVENTS)
class CloudEvents implements EntryTransformer {
    @Inject
    private ActiveConfig config;

    private Settings settings;
    private Writer writer;

    /** Makes an event of an entry. */
    interface Writer {
        Entry write(Entry entry, boolean structured);
    }

    @PostConstruct
    void configure() {
        settings = new Settings(config.get());
        if (settings.sendsCloudEvents()) {
            try {
                writer = CloudEventWriter.create(
                        settings.cloudEventSource.orElseThrow(), settings.sendsStructuredCloudEvents());
            } catch (LinkageError e) {
                throw Errors.missingLibrary(
                        FormatSettings.CLOUD_EVENTS_MODE,
                        "io.cloudevents:cloudevents-core, and for structured mode cloudevents-json-jackson with Jackson",
                        e);
            }
        }
    }

    @Override
    public Entry onSend(Entry entry) {
        CloudEventMode mode = settings.cloudEventsTo(entry.destination());
        return mode == CloudEventMode.NONE ? entry : writer.write(entry, mode == CloudEventMode.STRUCTURED);
    }
}
