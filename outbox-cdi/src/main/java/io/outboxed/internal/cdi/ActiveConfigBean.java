package io.outboxed.internal.cdi;

import io.outboxed.OutboxConfig;
import io.outboxed.internal.config.ConfigReader;
import io.outboxed.internal.config.Units;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.PerUnit;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Inject;
import java.util.Set;

/** The application's own {@link OutboxConfig} bean if there is one, else what is configured. */
@ApplicationScoped
@PerUnit
class ActiveConfigBean implements ActiveConfig {

    @Inject
    @Any
    private Instance<OutboxConfig> produced;

    @Inject
    private Bean<ActiveConfigBean> self;

    private OutboxConfig config;
    private String unit;
    private Set<String> units;

    @PostConstruct
    void choose() {
        unit = UnitQualifier.unit(self);
        units = Units.read();
        Instance<OutboxConfig> own = produced.select(UnitQualifier.of(unit));
        config = own.isUnsatisfied() ? read() : own.get();
    }

    private OutboxConfig read() {
        return unit.isEmpty() ? ConfigReader.read() : ConfigReader.read(unit);
    }

    @Override
    public OutboxConfig get() {
        return config;
    }

    @Override
    public String unit() {
        return unit;
    }

    @Override
    public Set<String> units() {
        return units;
    }
}
