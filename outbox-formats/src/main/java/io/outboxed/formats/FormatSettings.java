package io.outboxed.formats;

import io.outboxed.spi.ModuleSettings;
import java.util.Set;

/** The names of this module's settings. Nobody calls it but Outboxed, which finds it as a service. */
public final class FormatSettings implements ModuleSettings {
    static final String COMPRESSION_THRESHOLD = "outbox.compression.threshold";
    static final String KEY_STORE = "outbox.encryption.key-store";
    static final String KEY_STORE_PASSWORD = "outbox.encryption.password";
    static final String KEY = "outbox.encryption.key";
    static final String CLAIM_THRESHOLD = "outbox.claim-check.threshold";
    static final String CLAIM_DIRECTORY = "outbox.claim-check.directory";
    static final String CLAIM_REDEEM = "outbox.claim-check.redeem";
    static final String CLAIM_KEEP = "outbox.claim-check.keep";
    static final String CLOUD_EVENTS_MODE = "outbox.cloudevents.mode";
    static final String CLOUD_EVENTS_SOURCE = "outbox.cloudevents.source";

    private static final Set<String> NAMES = Set.of(
            COMPRESSION_THRESHOLD,
            KEY_STORE,
            KEY_STORE_PASSWORD,
            KEY,
            CLAIM_THRESHOLD,
            CLAIM_DIRECTORY,
            CLAIM_REDEEM,
            CLAIM_KEEP,
            CLOUD_EVENTS_MODE,
            CLOUD_EVENTS_MODE + ".",
            CLOUD_EVENTS_SOURCE);

    /** For the service loader. */
    public FormatSettings() {}

    @Override
    public Set<String> names() {
        return NAMES;
    }
}
