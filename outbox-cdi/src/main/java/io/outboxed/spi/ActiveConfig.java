package io.outboxed.spi;

import io.outboxed.OutboxConfig;
import java.util.Set;

/**
 * Tells the settings in force: those that the application produced as a bean, else those that were configured. Inject it in
 * extensions of Outboxed.
 */
@PerUnit
public interface ActiveConfig {

    /** The settings; the same for the life of the application. */
    OutboxConfig get();

    /** The persistence unit of the further outbox whose settings these are; empty for those of the main one. */
    default String unit() {
        return "";
    }

    /** The persistence units that have an outbox beside the main one, by {@code outbox.units}. */
    default Set<String> units() {
        return Set.of();
    }
}
