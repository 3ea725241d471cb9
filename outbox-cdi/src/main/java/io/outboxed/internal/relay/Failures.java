package io.outboxed.internal.relay;

import io.outboxed.spi.FailureClassifier;
import java.util.List;
import java.util.Set;

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
        int depth = 0;
        for (Throwable t = failure; t != null && depth < 20; t = t.getCause(), depth++) {
            for (Class<?> type = t.getClass(); type != Object.class; type = type.getSuperclass()) {
                if (permanentClasses.contains(type.getName())) {
                    return Failure.PERMANENT;
                }
            }
        }
        return Failure.UNKNOWN;
    }
}
