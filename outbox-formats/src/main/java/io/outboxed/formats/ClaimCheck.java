package io.outboxed.formats;

import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.Payload;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Where large payloads are kept, and which are large. */
@ApplicationScoped
class ClaimCheck {
    @Inject
    private ActiveConfig config;

    @Inject
    private Instance<ClaimStore> beans;

    @Inject
    private Instance<PayloadKeys> keys;

    private ClaimStore store;
    private int threshold;
    private boolean redeemedByConsumer;
    private Duration keep;

    @PostConstruct
    void configure() {
        Settings settings = new Settings(config.get());
        store = find(settings);
        threshold = settings.claimThreshold.orElse(Integer.MAX_VALUE);
        redeemedByConsumer = settings.claimRedeemer == Settings.Redeemer.CONSUMER;
        keep = settings.claimKeep;
        if (settings.claimThreshold.isPresent() && store == null) {
            throw Errors.noClaimStore();
        }
        if (settings.claimThreshold.isPresent()
                && redeemedByConsumer
                && Encryption.find(keys, settings).flatMap(PayloadKeys::current).isPresent()) {
            throw Errors.encryptedForConsumers();
        }
    }

    private ClaimStore find(Settings settings) {
        if (!beans.isUnsatisfied()) {
            return beans.get();
        }
        if (settings.claimDirectory.isEmpty()) {
            return null;
        }
        try {
            return new FileClaimStore(settings.claimDirectory.get());
        } catch (IOException e) {
            throw Errors.unusableDirectory(settings.claimDirectory.get(), e);
        }
    }

    /** The store, if there is one; claims of former settings are redeemed too. */
    Optional<ClaimStore> store() {
        return Optional.ofNullable(store);
    }

    boolean isRedeemedByConsumer() {
        return redeemedByConsumer;
    }

    boolean isLarge(Payload payload) {
        return threshold < Integer.MAX_VALUE && payload.size() >= threshold;
    }

    Duration keep() {
        return keep;
    }
}
