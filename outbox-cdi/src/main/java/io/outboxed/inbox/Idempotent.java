package io.outboxed.inbox;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a consumer's method once for each message: for {@code onMessage} of a message-driven bean, and for any method of a CDI bean or
 * an EJB.
 *
 * <p>The method has one parameter marked {@link MessageId}, or else one of type {@code jakarta.jms.Message}. For a message that the
 * consumer has worked on, the method is not called, and returns null; where it returns an {@code Optional}, a {@code Collection},
 * {@code List}, {@code Set}, {@code Map}, a {@code Stream} or an array, an empty one. It may not return a primitive value, a {@code
 * Future} or a {@code CompletionStage}. On a type, the annotation holds for every public method with such a parameter.
 *
 * <p>With {@link io.outboxed.Outboxed} on the same method, consuming, changing state and publishing are one transaction; a message that
 * is skipped publishes nothing.
 *
 * <p><b>Transaction:</b> mandatory. A CDI bean that declares no {@code @Transactional} gets {@code @Transactional(REQUIRED)}; an EJB
 * or a message-driven bean needs container-managed transactions. Without an active transaction the call fails with {@link
 * io.outboxed.InboxException} before the method runs.
 *
 * <p><b>Guarantee:</b> the message counts as worked on if, and only if, the transaction commits in which the method returned. When the
 * method throws, whatever it throws, the transaction can only roll back, so that the message is new when it comes again. Of two deliveries
 * at once, on any nodes, the second waits for the end of the first. A message is remembered for {@code outbox.inbox.retention}.
 *
 * <p>As with any interceptor, a call of the method by its own bean is not seen.
 *
 * @see Inbox asking by hand
 */
@Inherited
@InterceptorBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Idempotent {

    /**
     * The consumer's name, 1 to 100 characters, under which its messages are remembered: it must stay the same when classes and methods
     * are renamed. Methods of one name share what they have seen. Empty: the bean's simple class name, a dot, and the method's name; the
     * deployment fails if another method has the same.
     */
    @Nonbinding
    String consumer() default "";

    /**
     * The properties of a {@code jakarta.jms.Message} that hold its id, separated by commas; the first that the message has counts. {@code
     * JMSMessageID} and {@code JMSCorrelationID} name the headers. Empty: {@code outbox.inbox.message-id}. Without meaning where a
     * parameter is marked {@link MessageId}.
     */
    @Nonbinding
    String messageId() default "";

    /**
     * The persistence unit of the inbox that remembers the messages, one of {@code outbox.units}. Empty: the application's main one. One that has no
     * outbox fails the deployment.
     */
    @Nonbinding
    String unitName() default "";
}
