package io.outboxed.test;

import io.outboxed.OutboxConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** The settings of a test that has any, in place of the application's. */
@Alternative
@Priority(Interceptor.Priority.PLATFORM_AFTER)
@ApplicationScoped
class KitSettings {

    @Inject
    private KitExtension kit;

    @Produces
    @Singleton
    OutboxConfig config() {
        return kit.outbox().settings().orElseThrow();
    }
}
