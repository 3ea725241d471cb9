package io.outboxed.internal.cdi;

import io.outboxed.OutboxUnit;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.configurator.AnnotatedConstructorConfigurator;
import jakarta.enterprise.inject.spi.configurator.AnnotatedFieldConfigurator;
import jakarta.enterprise.inject.spi.configurator.AnnotatedMethodConfigurator;
import jakarta.enterprise.inject.spi.configurator.AnnotatedParameterConfigurator;
import jakarta.enterprise.inject.spi.configurator.AnnotatedTypeConfigurator;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Registers {@link PerUnit} classes once more for each further outbox. */
final class UnitBeans {
    private final Set<Class<?>> classes = new LinkedHashSet<>();

    /** Notes a class; on some servers it is found more than once. Interfaces bear the annotation too. */
    void add(Class<?> type) {
        if (!type.isInterface()) {
            classes.add(type);
        }
    }

    void register(Collection<String> units, AfterTypeDiscovery event, BeanManager beanManager) {
        for (String unit : units) {
            for (Class<?> type : classes) {
                new Copy(OutboxUnit.Literal.of(unit), beanManager)
                        .qualify(event.addAnnotatedType(type, type.getName() + "#" + unit));
            }
        }
    }

    /** The classes as they are for one outbox. */
    private static final class Copy {
        private final OutboxUnit unit;
        private final BeanManager beanManager;

        Copy(OutboxUnit unit, BeanManager beanManager) {
            this.unit = unit;
            this.beanManager = beanManager;
        }

        void qualify(AnnotatedTypeConfigurator<?> type) {
            type.add(unit);
            for (AnnotatedFieldConfigurator<?> field : type.fields()) {
                Annotated annotated = field.getAnnotated();
                if (annotated.isAnnotationPresent(Inject.class) && isOfUnit(annotated)) {
                    field.remove(this::isQualifier).add(unit);
                }
            }
            for (AnnotatedConstructorConfigurator<?> constructor : type.constructors()) {
                constructor.params().forEach(this::qualify);
            }
            for (AnnotatedMethodConfigurator<?> method : type.methods()) {
                if (method.getAnnotated().isAnnotationPresent(Produces.class)) {
                    method.remove(UnitBeans::isName).add(unit);
                    method.params().forEach(this::qualify);
                }
                method.params().stream()
                        .filter(parameter -> parameter.getAnnotated().isAnnotationPresent(Disposes.class))
                        .forEach(
                                parameter -> parameter.remove(UnitBeans::isName).add(unit));
            }
        }

        private void qualify(AnnotatedParameterConfigurator<?> parameter) {
            if (isOfUnit(parameter.getAnnotated())) {
                parameter.remove(this::isQualifier).add(unit);
            }
        }

        private boolean isOfUnit(Annotated injected) {
            if (injected.isAnnotationPresent(Any.class)) {
                return false;
            }
            Class<?> type = required(injected.getBaseType());
            return type == null
                    || type.isAnnotationPresent(PerUnit.class)
                    || injected.getAnnotations().stream().anyMatch(this::isQualifier);
        }

        private boolean isQualifier(Annotation annotation) {
            return beanManager.isQualifier(annotation.annotationType());
        }
    }

    /** Of which there must be no second. */
    private static boolean isName(Annotation annotation) {
        return annotation.annotationType() == Named.class;
    }

    /** What is asked for, also by way of {@code Instance}; null for events, which bear the qualifier in any case. */
    private static Class<?> required(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized) {
            if (parameterized.getRawType() == Event.class) {
                return null;
            }
            if (parameterized.getRawType() == Instance.class
                    && parameterized.getActualTypeArguments()[0] instanceof Class<?> argument) {
                return argument;
            }
            return (Class<?>) parameterized.getRawType();
        }
        return Object.class;
    }
}
