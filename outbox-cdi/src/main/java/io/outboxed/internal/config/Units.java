package io.outboxed.internal.config;

import io.outboxed.internal.DeploymentErrors;
import java.util.LinkedHashSet;
import java.util.Set;

/** The persistence units that have an outbox beside the main one. */
public final class Units {
    static final String SETTING = "outbox.units";
    static final String PREFIX = "outbox.unit.";

    private Units() {}

    /**
     * The units of {@code outbox.units}, in order; read before there are beans.
     *
     * @throws io.outboxed.OutboxConfigException if it names one twice
     */
    public static Set<String> read() {
        return read(ConfigReader.source());
    }

    static Set<String> read(TextSource source) {
        Set<String> units = new LinkedHashSet<>();
        for (String unit : Parse.names(source.value(SETTING).orElse(""))) {
            if (!units.add(unit)) {
                throw DeploymentErrors.unitTwice(unit);
            }
        }
        return units;
    }
}
