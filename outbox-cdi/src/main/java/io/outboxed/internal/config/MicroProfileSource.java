package io.outboxed.internal.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** MicroProfile Config; the only class that needs its API, which not every server has. */
final class MicroProfileSource implements TextSource {
    private final Config config;

    private MicroProfileSource(Config config) {
        this.config = config;
    }

    /** Empty where the server has no MicroProfile Config. */
    static Optional<TextSource> find() {
        try {
            return Optional.of(new MicroProfileSource(ConfigProvider.getConfig()));
        } catch (LinkageError | IllegalStateException e) { // no API, or no implementation of it
            return Optional.empty();
        }
    }

    @Override
    public Collection<String> names() {
        List<String> names = new ArrayList<>();
        config.getPropertyNames().forEach(names::add);
        return names;
    }

    @Override
    public Optional<String> value(String name) {
        return config.getOptionalValue(name, String.class);
    }

    @Override
    public boolean isInEnvironment(String name) {
        return System.getenv().containsKey(SystemSource.variable(name));
    }
}
