package io.outboxed.internal.cdi;

import io.outboxed.OutboxConfig;
import io.outboxed.internal.config.ConfigReader;
import io.outboxed.spi.ActiveConfig;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** The application's own {@link OutboxConfig} bean if there is one, else what is configured. */
@ApplicationScoped
class ActiveConfigBean implements ActiveConfig {

    @Inject
    private Instance<OutboxConfig> produced;

    private OutboxConfig config;

    @PostConstruct
    void choose() {
        config = produced.isUnsatisfied() ? ConfigReader.read() : produced.get();
    }

    @Override
    public OutboxConfig get() {
        return config;
    }
}
