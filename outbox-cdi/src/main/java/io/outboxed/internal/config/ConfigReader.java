package io.outboxed.internal.config;

import io.outboxed.OutboxConfig;
import io.outboxed.internal.DeploymentErrors;
import io.outboxed.spi.ModuleSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the settings from texts: MicroProfile Config where there is one, else system properties and the environment. */
public final class ConfigReader {
    static final String PREFIX = "outbox.";

    private ConfigReader() {}

    /**
     * Reads the settings that are in force outside of any bean.
     *
     * @throws io.outboxed.OutboxConfigException if a name is unknown or a value cannot be used; names them all
     */
    public static OutboxConfig read() {
        return read(source());
    }

    /**
     * Reads the settings of a further outbox.
     *
     * @throws io.outboxed.OutboxConfigException as {@link #read()} does
     */
    public static OutboxConfig read(String unit) {
        return read(source(), unit);
    }

    static OutboxConfig read(TextSource source, String unit) {
        UnitSource ofUnit = new UnitSource(source, unit);
        List<String> ofModules = ModuleSettings.all();
        List<String> common = ofUnit.ownNames().stream()
                .filter(name -> UnitSource.NOT_INHERITED.contains(name) || ModuleSettings.isAmong(ofModules, name))
                .toList();
        if (!common.isEmpty()) {
            throw DeploymentErrors.notOfUnit(unit, common);
        }
        return read(ofUnit, OutboxConfig.builder().persistenceUnit(unit));
    }

    static TextSource source() {
        return MicroProfileSource.find().orElseGet(SystemSource::new);
    }

    static OutboxConfig read(TextSource source) {
        return read(source, OutboxConfig.builder());
    }

    private static OutboxConfig read(TextSource source, OutboxConfig.Builder builder) {
        List<String> problems = new ArrayList<>();
        for (Setting setting : Setting.ALL) {
            apply(source, setting.name(), text -> setting.apply().accept(builder, text), problems);
        }
        for (String name : source.names()) {
            RetrySetting.of(name)
                    .ifPresent(setting -> apply(source, name, text -> setting.apply(builder, text), problems));
        }
        readByDestination(source, Setting.DESTINATION_PREFIX, builder::destination);
        readByDestination(source, Setting.CONNECTION_FACTORY_PREFIX, builder::connectionFactory);
        List<String> ofModules = ModuleSettings.all();
        readForModules(source, ofModules, builder);
        refuseUnknown(source, ofModules);
        if (!problems.isEmpty()) {
            throw DeploymentErrors.badSettings(problems);
        }
        return builder.build();
    }

    private static void apply(TextSource source, String name, Consumer<String> setting, List<String> problems) {
        Optional<String> text = source.value(name);
        if (text.isPresent()) {
            try {
                setting.accept(text.get());
            } catch (IllegalArgumentException e) {
                problems.add(name + " is '" + text.get() + "'; it " + e.getMessage());
            }
        }
    }

    private static void readByDestination(
            TextSource source, String prefix, BiConsumer<String, String> destinationAndValue) {
        for (String name : source.names()) {
            if (name.startsWith(prefix)) {
                destinationAndValue.accept(
                        name.substring(prefix.length()), source.value(name).orElse(""));
            }
        }
    }

    private static void readForModules(TextSource source, List<String> names, OutboxConfig.Builder builder) {
        Stream.concat(
                        names.stream()
                                .filter(name -> !name.endsWith(".")), // maybe from the environment, which is not listed
                        source.names().stream().filter(name -> ModuleSettings.isAmong(names, name)))
                .distinct()
                .forEach(name -> source.value(name).ifPresent(text -> builder.setting(name, text)));
    }

    private static void refuseUnknown(TextSource source, List<String> ofModules) {
        List<String> known = Stream.of(
                        Setting.ALL.stream().map(Setting::name), Stream.of(Units.SETTING), ofModules.stream())
                .flatMap(Function.identity())
                .toList();
        Set<String> units = Units.read(source);
        List<String> unknown = source.names().stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> !name.startsWith(Setting.DESTINATION_PREFIX))
                .filter(name -> !name.startsWith(Setting.CONNECTION_FACTORY_PREFIX))
                .filter(name -> RetrySetting.of(name).isEmpty())
                .filter(name -> units.stream().noneMatch(unit -> name.startsWith(Units.PREFIX + unit + ".")))
                .filter(name -> !known.contains(name) && !ModuleSettings.isAmong(ofModules, name))
                .filter(name -> !source.isInEnvironment(name))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw DeploymentErrors.unknownSettings(unknown, known);
        }
    }
}
