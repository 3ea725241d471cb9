package io.outboxed.internal.cdi;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Beans that an application brings, the highest {@code @Priority} first; without one, 0. */
final class Prioritized {

    private Prioritized() {}

    static <T> List<T> list(Instance<T> beans) {
        List<Instance.Handle<T>> handles = new ArrayList<>();
        beans.handles().forEach(handles::add);
        handles.sort(Comparator.comparingInt((Instance.Handle<T> handle) -> priority(handle))
                .reversed());
        return handles.stream().map(Instance.Handle::get).toList();
    }

    private static int priority(Instance.Handle<?> handle) {
        Priority priority = handle.getBean().getBeanClass().getAnnotation(Priority.class);
        return priority == null ? 0 : priority.value();
    }
}
