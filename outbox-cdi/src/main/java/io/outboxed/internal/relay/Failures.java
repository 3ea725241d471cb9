package io.outboxed.internal.relay;

import io.outboxed.internal.Causes;
import io.outboxed.spi.FailureClassifier;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What kind of failure an exception is: as the application says, else as the settings say. */
public final class Failures implements FailureClassifier {
    private final List<FailureClassifier> classifiers;
    private final Set<String> permanentClasses;

    /**
     * Asks in order.
     *
     * @param permanentClasses names of exception classes for which another attempt is pointless
     */
    public Failures(List<FailureClassifier> classifiers, Set<String> permanentClasses) {
        this.classifiers = List.copyOf(classifiers);
        this.permanentClasses = Set.copyOf(permanentClasses);
    }

    @Override
    public Failure classify(Throwable failure) {
        for (FailureClassifier classifier : classifiers) {
            Failure kind = classifier.classify(failure);
            if (kind != Failure.UNKNOWN) {
                return kind;
            }
        }
        return Causes.of(failure).anyMatch(this::isPermanent) ? Failure.PERMANENT : Failure.UNKNOWN;
    }

    private boolean isPermanent(Throwable failure) {
        return Stream.<Class<?>>iterate(failure.getClass(), Objects::nonNull, Class::getSuperclass)
                .anyMatch(type -> permanentClasses.contains(type.getName()));
    }
}
