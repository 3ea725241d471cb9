package io.outboxed.internal.cdi;

import io.outboxed.InboxException;
import io.outboxed.OutboxConfigException;
import io.outboxed.inbox.Idempotent;
import io.outboxed.internal.DeploymentErrors;
import io.outboxed.internal.inbox.ConsumerName;
import io.outboxed.internal.inbox.IdParameter;
import io.outboxed.internal.inbox.Skipped;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds what can never work in the {@link Idempotent} methods of all bean classes.
 *
 * <p><b>Threads:</b> the deployment's.
 */
final class IdempotentInspection {
    private final List<OutboxConfigException> problems = new ArrayList<>();
    private final Map<String, Consumer> consumers = new HashMap<>();
    private final Map<String, String> units = new TreeMap<>();

    /** The first method of a name. */
    private record Consumer(Class<?> bean, String method, boolean isNamed) {}

    /** Looks at a bean class, of a message-driven bean or any other. */
    void inspect(AnnotatedType<?> type) {
        Idempotent onType = type.getAnnotation(Idempotent.class);
        for (AnnotatedMethod<?> method : type.getMethods()) {
            Method member = method.getJavaMember();
            Idempotent onMethod = method.getAnnotation(Idempotent.class);
            if (member.isSynthetic()) {
                continue; // the compiler's, with a copy of the annotation
            }
            if (onMethod != null) {
                inspect(type, method, onMethod);
            } else if (onType != null
                    && Modifier.isPublic(member.getModifiers())
                    && !Modifier.isStatic(member.getModifiers())
                    && !IdParameter.candidates(member).isEmpty()) {
                inspect(type, method, onType);
            }
        }
    }

    /** Whether there is a consumer. */
    boolean hasFound() {
        return !consumers.isEmpty();
    }

    /** What is wrong, if these are the units that have an outbox beside the main one. */
    List<OutboxConfigException> problems(Set<String> knownUnits) {
        List<OutboxConfigException> all = new ArrayList<>(problems);
        units.forEach((method, unit) -> {
            if (!unit.isEmpty() && !knownUnits.contains(unit)) {
                all.add(DeploymentErrors.unknownUnit("@Idempotent on " + method, unit, knownUnits));
            }
        });
        return all;
    }

    private void inspect(AnnotatedType<?> type, AnnotatedMethod<?> annotated, Idempotent idempotent) {
        Method method = annotated.getJavaMember();
        String name = type.getJavaClass().getName() + "." + method.getName();
        units.put(name, idempotent.unitName());
        problems.addAll(DeclaredTransaction.problems(Idempotent.class, type, annotated, name));
        DeclaredTransaction.problemOfEjb(Idempotent.class, annotated, name).ifPresent(problems::add);
        if ((method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL)) != 0) {
            problems.add(DeploymentErrors.notIntercepted(name));
        }
        if (!Skipped.isPossible(method.getReturnType())) {
            problems.add(DeploymentErrors.cannotBeSkipped(
                    name, method.getReturnType().getSimpleName()));
        }
        List<IdParameter> ids = IdParameter.candidates(method);
        if (ids.size() != 1 || !ids.get(0).isUsable(method)) {
            problems.add(DeploymentErrors.noSingleId(name, ids.size()));
        }
        consumer(type.getJavaClass(), method, name, idempotent);
    }

    /** Several methods of one name are one consumer, if the application wants that. */
    private void consumer(Class<?> bean, Method method, String methodName, Idempotent idempotent) {
        String consumer = ConsumerName.of(idempotent, bean, method);
        try {
            ConsumerName.check(consumer);
        } catch (InboxException e) {
            problems.add(DeploymentErrors.badConsumer(methodName, consumer, e));
            return;
        }
        boolean isNamed = ConsumerName.isGiven(idempotent);
        Consumer other = consumers.putIfAbsent(consumer, new Consumer(bean, method.toGenericString(), isNamed));
        boolean isOther = other != null && !(other.bean == bean && other.method.equals(method.toGenericString()));
        if (isOther && !(isNamed && other.isNamed)) {
            problems.add(DeploymentErrors.sameConsumer(consumer, methodName, other.bean.getName()));
        }
    }
}
