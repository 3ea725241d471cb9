package io.outboxed.internal.cdi;

import io.outboxed.internal.Errors;
import io.outboxed.spi.ActiveConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the parts of an outbox by its name, for what is annotated. */
@ApplicationScoped
class Outboxes {

    @Inject
    @Any
    private Instance<Publisher> publishers;

    @Inject
    @Any
    private Instance<InboxBean> inboxes;

    @Inject
    @Any
    private Instance<ActiveConfig> configs;

    private final Map<String, Parts> known = new ConcurrentHashMap<>();

    private record Parts(Publisher publisher, InboxBean inbox, ActiveConfig config) {}

    /** The main outbox's for an empty name. */
    Publisher publisher(String unit) {
        return parts(unit).publisher;
    }

    InboxBean inbox(String unit) {
        return parts(unit).inbox;
    }

    ActiveConfig config(String unit) {
        return parts(unit).config;
    }

    private Parts parts(String unit) {
        Parts parts = known.get(unit);
        return parts != null ? parts : known.computeIfAbsent(unit, this::find);
    }

    private Parts find(String unit) {
        Instance<Publisher> publisher = publishers.select(UnitQualifier.of(unit));
        if (publisher.isUnsatisfied()) {
            throw Errors.unknownUnit(unit);
        }
        return new Parts(
                publisher.get(),
                inboxes.select(UnitQualifier.of(unit)).get(),
                configs.select(UnitQualifier.of(unit)).get());
    }
}
