package io.outboxed.internal.cdi;

import io.outboxed.spi.PerUnit;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Beans that an application or a module brings for an outbox, the highest {@code @Priority} first; without one, 0. A bean without {@link
 * io.outboxed.OutboxUnit} is for all outboxes, unless there is one of its kind for each.
 */
final class Prioritized {

    private Prioritized() {}

    static <T> List<T> list(Instance<T> beans, String unit) {
        List<Instance.Handle<T>> handles = new ArrayList<>();
        for (Instance.Handle<T> handle : beans.handles()) {
            String own = UnitQualifier.unit(handle.getBean());
            boolean isForAll = own.isEmpty() && !handle.getBean().getBeanClass().isAnnotationPresent(PerUnit.class);
            if (isForAll || own.equals(unit)) {
                handles.add(handle);
            }
        }
        handles.sort(Comparator.comparingInt((Instance.Handle<T> handle) -> priority(handle))
                .reversed());
        return handles.stream().map(Instance.Handle::get).toList();
    }

    private static int priority(Instance.Handle<?> handle) {
        Priority priority = handle.getBean().getBeanClass().getAnnotation(Priority.class);
        return priority == null ? 0 : priority.value();
    }
}
