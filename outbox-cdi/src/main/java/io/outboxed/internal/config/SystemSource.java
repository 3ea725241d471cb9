package io.outboxed.internal.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** System properties, then the environment, with the name rule of MicroProfile Config. */
final class SystemSource implements TextSource {
    private final Properties properties;
    private final Map<String, String> environment;

    SystemSource() {
        this(System.getProperties(), System.getenv());
    }

    SystemSource(Properties properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    @Override
    public Collection<String> names() {
        return properties.stringPropertyNames();
    }

    @Override
    public Optional<String> value(String name) {
        String property = properties.getProperty(name);
        if (property != null) {
            return Optional.of(property);
        }
        return Optional.ofNullable(environment.get(variable(name)));
    }

    @Override
    public boolean isInEnvironment(String name) {
        return environment.containsKey(variable(name));
    }

    /** The environment variable of a setting, by the rule of MicroProfile Config. */
    static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
