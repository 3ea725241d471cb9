package io.outboxed.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean class, or a type of beans, of which each outbox of an application has an instance of its own: a store, say.
 *
 * <p>For each unit of {@code outbox.units} a marked bean class is registered once more, qualified by {@link io.outboxed.OutboxUnit}. So are
 * its producer methods, and those of its injection points which ask for a marked type, or by a qualifier other than {@code @Any}: what
 * belongs to one outbox knows that outbox only. Such a class has no observer methods.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PerUnit {}
