package io.outboxed;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which outbox is meant, in an application that has one in each of several persistence units:
 *
 * <pre>{@code
 * @Inject @OutboxUnit("audit")
 * private Outbox outbox;
 * }</pre>
 *
 * <p>{@code outbox.units} names the persistence units that have an outbox beside the application's main one, whose beans need no
 * qualifier. With it, {@link Outbox}, {@link io.outboxed.inbox.Inbox}, {@link io.outboxed.admin.Relay}, {@link
 * io.outboxed.admin.DeadLetters} and {@link io.outboxed.admin.Retries} can be injected for each. On a bean that extends Outboxed, such as
 * a {@link io.outboxed.spi.Sender}, it means that the bean is for that outbox alone; without it, the bean serves all of them. The CDI
 * events of a further outbox carry it too.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE})
public @interface OutboxUnit {

    /** The persistence unit's name. */
    String value();

    /** The annotation as an object, for {@code Instance.select}. */
    final class Literal extends AnnotationLiteral<OutboxUnit> implements OutboxUnit {
        private static final long serialVersionUID = 1L;

        private final String value;

        private Literal(String value) {
            this.value = value;
        }

        /** The annotation of a persistence unit. */
        public static Literal of(String unit) {
            return new Literal(unit);
        }

        @Override
        public String value() {
            return value;
        }
    }
}
