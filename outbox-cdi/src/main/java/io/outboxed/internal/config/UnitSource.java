package io.outboxed.internal.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The settings of a further outbox: those below {@code outbox.unit.<unit>.}, and for the rest those of the main one. */
final class UnitSource implements TextSource {
    /** What belongs to the main outbox alone. */
    static final Set<String> NOT_INHERITED = Set.of("outbox.persistence-unit", Units.SETTING);

    private final TextSource all;
    private final String prefix;

    UnitSource(TextSource all, String unit) {
        this.all = all;
        this.prefix = Units.PREFIX + unit + ".";
    }

    @Override
    public Collection<String> names() {
        Set<String> names = new TreeSet<>(ownNames());
        all.names().stream()
                .filter(name -> !name.startsWith(Units.PREFIX) && !NOT_INHERITED.contains(name))
                .forEach(names::add);
        return List.copyOf(names);
    }

    /** What is set for this outbox, by the names that it has for the main one. */
    Set<String> ownNames() {
        return all.names().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> ConfigReader.PREFIX + name.substring(prefix.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Optional<String> value(String name) {
        if (NOT_INHERITED.contains(name)) {
            return Optional.empty();
        }
        return all.value(own(name)).or(() -> all.value(name));
    }

    @Override
    public boolean isInEnvironment(String name) {
        return all.isInEnvironment(own(name)) || all.isInEnvironment(name);
    }

    private String own(String name) {
        return prefix + name.substring(ConfigReader.PREFIX.length());
    }
}
