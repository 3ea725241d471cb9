package io.outboxed.internal.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The settings of a further outbox: those below {@code outbox.unit.<unit>.}, and for the rest those of the main one. */
final class UnitSource implements TextSource {
    /** What belongs to the main outbox alone. */
    private static final Set<String> NOT_INHERITED = Set.of("outbox.persistence-unit", Units.SETTING);

    private final TextSource all;
    private final String prefix;

    UnitSource(TextSource all, String unit) {
        this.all = all;
        this.prefix = Units.PREFIX + unit + ".";
    }

    @Override
    public Collection<String> names() {
        Set<String> names = new TreeSet<>();
        for (String name : all.names()) {
            if (name.startsWith(prefix)) {
                names.add(ConfigReader.PREFIX + name.substring(prefix.length()));
            } else if (!name.startsWith(Units.PREFIX) && !NOT_INHERITED.contains(name)) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    @Override
    public Optional<String> value(String name) {
        Optional<String> own = all.value(own(name));
        return own.isPresent() || NOT_INHERITED.contains(name) ? own : all.value(name);
    }

    @Override
    public boolean isInEnvironment(String name) {
        return all.isInEnvironment(own(name)) || all.isInEnvironment(name);
    }

    private String own(String name) {
        return prefix + name.substring(ConfigReader.PREFIX.length());
    }
}
