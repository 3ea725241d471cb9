package io.outboxed.internal.cdi;

import io.outboxed.OutboxConfigException;
import io.outboxed.internal.DeploymentErrors;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a bean says of its transactions, and why that leaves a method without one that spans it. */
final class DeclaredTransaction {
    private static final Pattern NONE = Pattern.compile("\\b(NEVER|NOT_SUPPORTED|SUPPORTS)\\b");

    private DeclaredTransaction() {}

    /** Of CDI's {@code @Transactional}, and of an EJB that manages its transactions itself. */
    static List<OutboxConfigException> problems(
            Class<? extends Annotation> what, AnnotatedType<?> type, AnnotatedMethod<?> method, String name) {
        List<OutboxConfigException> problems = new ArrayList<>();
        String annotation = "@" + what.getSimpleName();
        annotation(type.getAnnotations().stream(), "jakarta.ejb.TransactionManagement")
                .filter(management -> management.toString().contains("BEAN"))
                .ifPresent(management -> problems.add(DeploymentErrors.beanManagedTransactions(annotation, name)));
        txType(type, method)
                .filter(t -> t == TxType.NEVER || t == TxType.NOT_SUPPORTED || t == TxType.SUPPORTS)
                .ifPresent(t -> problems.add(
                        DeploymentErrors.neverTransactional(annotation, name, "@Transactional(" + t.name() + ")")));
        return problems;
    }

    /** Of an EJB's {@code @TransactionAttribute}. */
    static Optional<OutboxConfigException> problemOfEjb(
            Class<? extends Annotation> what, AnnotatedMethod<?> method, String name) {
        String attribute = "jakarta.ejb.TransactionAttribute";
        return annotation(method.getAnnotations().stream(), attribute)
                .or(() -> annotation(
                        Stream.of(method.getJavaMember().getDeclaringClass().getAnnotations()), attribute))
                .map(value -> NONE.matcher(value.toString()))
                .filter(Matcher::find)
                .map(none -> DeploymentErrors.neverTransactional(
                        "@" + what.getSimpleName(), name, "@TransactionAttribute(" + none.group() + ")"));
    }

    private static Optional<TxType> txType(Annotated type, Annotated method) {
        Transactional own = method.getAnnotation(Transactional.class);
        Transactional inForce = own != null ? own : type.getAnnotation(Transactional.class);
        return Optional.ofNullable(inForce).map(Transactional::value);
    }

    /** By name, because the EJB API need not be there. */
    private static Optional<Annotation> annotation(Stream<Annotation> all, String name) {
        return all.filter(annotation -> annotation.annotationType().getName().equals(name))
                .findFirst();
    }
}
