package io.outboxed.test;

import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a bean says of a method's transaction, by {@code @Transactional} or as an enterprise bean. */
record DeclaredTransaction(TxType type, List<Class<?>> rollbackOn, List<Class<?>> dontRollbackOn) {
    private static final String ATTRIBUTE = "jakarta.ejb.TransactionAttribute";

    /** On the method, else on the class or its stereotypes, else {@code REQUIRED}, as what a container adds is not seen here. */
    static DeclaredTransaction of(Class<?> beanOrDerived, Method method) {
        Class<?> bean = beanOrDerived;
        while (bean.isSynthetic() && bean.getSuperclass() != null) {
            bean = bean.getSuperclass(); // not all annotations are inherited by what the container derives
        }
        return of(method, bean);
    }

    private static DeclaredTransaction of(Method method, Class<?> bean) {
        return first(method)
                .or(() -> first(bean))
                .or(() -> Stream.of(bean.getAnnotations())
                        .map(Annotation::annotationType)
                        .flatMap(stereotype -> Stream.ofNullable(stereotype.getAnnotation(Transactional.class)))
                        .map(DeclaredTransaction::of)
                        .findFirst())
                .orElse(new DeclaredTransaction(TxType.REQUIRED, List.of(), List.of()));
    }

    private static Optional<DeclaredTransaction> first(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Transactional.class))
                .map(DeclaredTransaction::of)
                .or(() -> attribute(element));
    }

    private static DeclaredTransaction of(Transactional annotation) {
        return new DeclaredTransaction(
                annotation.value(), List.of(annotation.rollbackOn()), List.of(annotation.dontRollbackOn()));
    }

    /** By name, because the EJB API need not be there. */
    private static Optional<DeclaredTransaction> attribute(AnnotatedElement element) {
        return Stream.of(element.getAnnotations())
                .filter(annotation -> annotation.annotationType().getName().equals(ATTRIBUTE))
                .findFirst()
                .map(annotation -> new DeclaredTransaction(TxType.valueOf(value(annotation)), List.of(), List.of()));
    }

    private static String value(Annotation annotation) {
        try {
            return ((Enum<?>) annotation.annotationType().getMethod("value").invoke(annotation)).name();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether an exception that leaves the method rolls its transaction back. */
    boolean rollsBackOn(Throwable thrown) {
        if (isOneOf(dontRollbackOn, thrown)) {
            return false;
        }
        return isOneOf(rollbackOn, thrown) || thrown instanceof RuntimeException || thrown instanceof Error;
    }

    private static boolean isOneOf(List<Class<?>> types, Throwable thrown) {
        return types.stream().anyMatch(type -> type.isInstance(thrown));
    }
}
