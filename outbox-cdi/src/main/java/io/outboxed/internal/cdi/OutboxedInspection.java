package io.outboxed.internal.cdi;

import io.outboxed.Envelope;
import io.outboxed.OutboxConfigException;
import io.outboxed.Outboxed;
import io.outboxed.internal.DeploymentErrors;
import io.outboxed.internal.publish.KeyProperty;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Finds what can never work in the {@link Outboxed} methods of a bean class. */
final class OutboxedInspection {
    private final List<OutboxConfigException> problems = new ArrayList<>();

    private final Set<String> units;

    private OutboxedInspection(Set<String> units) {
        this.units = units;
    }

    static List<OutboxConfigException> inspect(AnnotatedType<?> type, Set<String> units) {
        OutboxedInspection inspection = new OutboxedInspection(units);
        Outboxed onType = type.getAnnotation(Outboxed.class);
        for (AnnotatedMethod<?> method : type.getMethods()) {
            Outboxed onMethod = method.getAnnotation(Outboxed.class);
            if (onMethod != null) {
                inspection.method(type, method, onMethod, true);
            } else if (onType != null && isBusiness(method.getJavaMember())) {
                inspection.method(type, method, onType, false);
            }
        }
        return inspection.problems;
    }

    private static boolean isBusiness(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic()
                && method.getReturnType() != void.class;
    }

    private void method(AnnotatedType<?> type, AnnotatedMethod<?> annotated, Outboxed outboxed, boolean direct) {
        Method method = annotated.getJavaMember();
        String name = type.getJavaClass().getName() + "." + method.getName();
        problems.addAll(DeclaredTransaction.problems(Outboxed.class, type, annotated, name));
        if (!outboxed.unitName().isEmpty() && !units.contains(outboxed.unitName())) {
            problems.add(DeploymentErrors.unknownUnit("@Outboxed on " + name, outboxed.unitName(), units));
        }
        Class<?> result = method.getReturnType();
        if (isLater(result) || (direct && (result == void.class || result == Void.class))) {
            problems.add(DeploymentErrors.returnsNothing(name, result.getSimpleName()));
            return;
        }
        payloadType(method.getGenericReturnType())
                .filter(payload -> !outboxed.key().isEmpty() && !KeyProperty.exists(payload, outboxed.key()))
                .ifPresent(payload ->
                        problems.add(DeploymentErrors.unknownKeyAtDeployment(name, payload, outboxed.key())));
    }

    private static boolean isLater(Class<?> result) {
        return Future.class.isAssignableFrom(result) || CompletionStage.class.isAssignableFrom(result);
    }

    /** The payload's class, if the signature tells one whose properties every payload will have. */
    private static Optional<Class<?>> payloadType(Type result) {
        if (result instanceof ParameterizedType parameterized) {
            Class<?> raw = (Class<?>) parameterized.getRawType();
            boolean isContainer = raw == Optional.class
                    || Stream.class.isAssignableFrom(raw)
                    || Collection.class.isAssignableFrom(raw);
            Type[] arguments = parameterized.getActualTypeArguments();
            return isContainer
                    ? arguments.length == 1 ? payloadType(arguments[0]) : Optional.empty()
                    : Optional.of(raw);
        }
        if (result instanceof GenericArrayType array) {
            return payloadType(array.getGenericComponentType());
        }
        if (!(result instanceof Class<?> type)) {
            return Optional.empty();
        }
        if (type.isArray() && type != byte[].class) {
            return payloadType(type.getComponentType());
        }
        boolean isOpen = type == Envelope.class
                || type == Object.class
                || type == Optional.class
                || type.isInterface()
                || (Modifier.isAbstract(type.getModifiers()) && !type.isPrimitive());
        return isOpen ? Optional.empty() : Optional.of(type);
    }
}
