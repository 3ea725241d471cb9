package io.outboxed.internal.cdi;

import io.outboxed.OutboxUnit;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.annotation.Annotation;

/** What tells the beans of one outbox from those of others: {@link OutboxUnit}, or its absence. */
final class UnitQualifier {

    private UnitQualifier() {}

    /** Of the beans of an outbox; those of the main one have none. */
    static Annotation of(String unit) {
        return unit.isEmpty() ? Default.Literal.INSTANCE : OutboxUnit.Literal.of(unit);
    }

    /** The outbox that a bean belongs to; empty for the main one, or for a bean of none. */
    static String unit(Bean<?> bean) {
        return bean.getQualifiers().stream()
                .filter(OutboxUnit.class::isInstance)
                .map(qualifier -> ((OutboxUnit) qualifier).value())
                .findFirst()
                .orElse("");
    }
}
