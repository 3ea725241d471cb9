package io.outboxed.jpa;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Tells the {@link UnitHolder} of one persistence unit from those of others. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@interface UnitNamed {

    /** The unit's name. */
    String value();

    /** The annotation as an object. */
    final class Literal extends AnnotationLiteral<UnitNamed> implements UnitNamed {
        private static final long serialVersionUID = 1L;

        private final String value;

        Literal(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
