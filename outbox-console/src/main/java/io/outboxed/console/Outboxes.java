package io.outboxed.console;

import io.outboxed.OutboxUnit;
import io.outboxed.spi.ActiveConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Set;

/** Finds the outbox that a caller asks for. */
@ApplicationScoped
class Outboxes {

    @Inject
    private ActiveConfig config;

    @Inject
    @Any
    private Instance<ConsoleOutbox> outboxes;

    /** The units that have an outbox beside the main one. */
    Set<String> units() {
        return config.units();
    }

    /** The main one, if the caller names no unit. */
    ConsoleOutbox of(Access.Caller caller) {
        String unit = caller.unit();
        if (unit.isEmpty()) {
            return outboxes.select(Default.Literal.INSTANCE).get();
        }
        if (!units().contains(unit)) {
            throw Errors.noSuchUnit(unit, units());
        }
        return outboxes.select(OutboxUnit.Literal.of(unit)).get();
    }
}
