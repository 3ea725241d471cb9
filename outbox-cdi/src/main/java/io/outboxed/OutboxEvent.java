package io.outboxed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a payload class: says where its messages go, and publishes instances that are fired as CDI events.
 *
 * <p>{@code Event<OrderPaid>.fire(new OrderPaid(…))} stores the event as a message. What the annotation says also holds
 * when an instance is published through {@link Outbox} or returned from an {@link Outboxed} method that does not say
 * otherwise.
 *
 * <p><b>Transaction:</b> mandatory. Firing without an active transaction fails with {@link PublishException}; so does
 * {@code fireAsync}, because an asynchronous observer runs outside the caller's transaction.
 *
 * <p><b>Guarantee:</b> stored if, and only if, the transaction commits.
 */
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OutboxEvent {

    /** Where the messages go; empty: {@code outbox.default-destination}. */
    String destination() default "";

    /** The property, record component or getter that holds the ordering key; empty: no key. */
    String key() default "";

    /** The message's type; empty: the simple name of the class. */
    String type() default "";

    /**
     * The persistence unit of the outbox in which an instance is stored that is fired as an event, one of {@code outbox.units}. Empty: the
     * application's main one. Without meaning where the instance is published in another way.
     */
    String unitName() default "";
}
