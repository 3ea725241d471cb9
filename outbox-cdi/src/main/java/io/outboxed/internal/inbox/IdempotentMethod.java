package io.outboxed.internal.inbox;

import io.outboxed.inbox.Idempotent;
import io.outboxed.internal.DeploymentErrors;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a consumer's method from its class.
 *
 * @param name the consumer's
 * @param ownNames the properties that the annotation names; empty: none
 * @param unit the persistence unit of a further outbox, which has the inbox; empty: the main one
 */
public record IdempotentMethod(String name, IdParameter parameter, List<String> ownNames, String unit) {

    /**
     * A method of a bean's class, or of a container's proxy for it; empty if the class is annotated and the method is none that is meant.
     *
     * @throws io.outboxed.OutboxConfigException if the method is annotated, and does not tell where the id is
     */
    public static Optional<IdempotentMethod> of(Method method, Class<?> type) {
        Idempotent own = method.getAnnotation(Idempotent.class);
        Idempotent inForce = own != null ? own : type.getAnnotation(Idempotent.class);
        List<IdParameter> candidates = IdParameter.candidates(method);
        if (candidates.isEmpty() && own == null) {
            return Optional.empty();
        }
        if (candidates.size() != 1 || !candidates.get(0).isUsable(method)) {
            throw DeploymentErrors.noSingleId(method.toString(), candidates.size());
        }
        return Optional.of(new IdempotentMethod(
                ConsumerName.of(inForce, type, method),
                candidates.get(0),
                inForce == null ? List.of() : names(inForce.messageId()),
                inForce == null ? "" : inForce.unitName()));
    }

    /** The properties in which a message's id is looked for. */
    public List<String> idNames(List<String> byDefault) {
        return ownNames.isEmpty() ? byDefault : ownNames;
    }

    private static List<String> names(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
