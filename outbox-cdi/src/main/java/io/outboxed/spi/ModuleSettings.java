package io.outboxed.spi;

import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Names the settings of an optional module, which reads them by {@link io.outboxed.OutboxConfig#setting}. Any other name under {@code outbox.}
 * stops the deployment.
 *
 * <p>Found by {@link ServiceLoader}, before there are beans.
 */
public interface ModuleSettings {

    /** Full names, beginning with {@code outbox.}; one that ends in a dot stands for all names that begin with it. */
    Set<String> names();

    /** What all modules name, in order. */
    static List<String> all() {
        return ServiceLoader.load(ModuleSettings.class).stream()
                .flatMap(module -> module.get().names().stream())
                .sorted()
                .toList();
    }

    /** Whether a setting is one of those named. */
    static boolean isAmong(List<String> names, String setting) {
        return names.stream().anyMatch(name -> name.endsWith(".") ? setting.startsWith(name) : setting.equals(name));
    }
}
