package io.outboxed.internal.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.transaction.Transactional;

/** {@code @Transactional(REQUIRED)}, which {@link io.outboxed.Outboxed} and {@link io.outboxed.inbox.Idempotent} imply. */
final class ImpliedTransactional extends AnnotationLiteral<Transactional> implements Transactional {
    private static final long serialVersionUID = 1L;

    @Override
    public TxType value() {
        return TxType.REQUIRED;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class[] rollbackOn() {
        return new Class[0];
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class[] dontRollbackOn() {
        return new Class[0];
    }
}
