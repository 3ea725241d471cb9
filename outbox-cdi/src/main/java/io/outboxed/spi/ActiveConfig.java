package io.outboxed.spi;

import io.outboxed.OutboxConfig;

/**
 * Tells the settings in force: those that the application produced as a bean, else those that were configured. Inject it in
 * extensions of Outboxed.
 */
public interface ActiveConfig {

    /** The settings; the same for the life of the application. */
    OutboxConfig get();
}
