package io.outboxed.jpa;

import jakarta.enterprise.util.AnnotationLiteral;

/** {@link OutboxPersistenceUnit} as an object. */
final class OutboxUnitLiteral extends AnnotationLiteral<OutboxPersistenceUnit> implements OutboxPersistenceUnit {
    private static final long serialVersionUID = 1L;

    static final OutboxUnitLiteral INSTANCE = new OutboxUnitLiteral();

    private OutboxUnitLiteral() {}
}
