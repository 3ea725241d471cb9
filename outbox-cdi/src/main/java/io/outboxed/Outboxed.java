package io.outboxed;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Publishes what a bean method returns.
 *
 * <p>The result may be a payload, an {@link Envelope}, or an {@code Optional}, {@code Collection}, {@code Stream} or array
 * of these; {@code null} and empty publish nothing. A returned stream is read to its end and replaced by a fresh one. On a
 * type, the annotation holds for every business method that returns something.
 *
 * <p><b>Transaction:</b> mandatory. A CDI bean that declares no {@code @Transactional} gets
 * {@code @Transactional(REQUIRED)}; an EJB needs container-managed transactions. Without an active transaction the call
 * fails with {@link PublishException} before the method runs.
 *
 * <p><b>Guarantee:</b> the messages are stored if, and only if, the method's transaction commits. When the method throws,
 * nothing is published, whether or not the exception rolls the transaction back.
 *
 * @see Outbox publishing by hand
 */
@Inherited
@InterceptorBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Outboxed {

    /**
     * Where the messages go: a logical name (see {@link OutboxConfig}), a {@code java:} JNDI name, or the name of a queue.
     * Empty: what the payload's {@link OutboxEvent} says, else {@code outbox.default-destination}.
     */
    @Nonbinding
    String destination() default "";

    /**
     * The property, record component or getter of the payload that holds the ordering key. Empty: what the payload's
     * {@link OutboxEvent} says, else no key. A name that the payload does not have fails the deployment where the type is
     * known, else the call.
     */
    @Nonbinding
    String key() default "";

    /** The message's type. Empty: what the payload's {@link OutboxEvent} says, else the simple name of its class. */
    @Nonbinding
    String type() default "";

    /**
     * The persistence unit of the outbox that is meant, one of {@code outbox.units}. Empty: the application's main one. One that has no
     * outbox fails the deployment.
     */
    @Nonbinding
    String unitName() default "";
}
