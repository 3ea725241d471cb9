package io.outboxed.formats;

import io.outboxed.OutboxConfig;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** This module's settings as values. */
final class Settings {
    /** How entries become CloudEvents. */
    enum CloudEventMode {
        NONE,
        BINARY,
        STRUCTURED
    }

    /** Who exchanges a claim for its payload. */
    enum Redeemer {
        SENDER,
        CONSUMER
    }

    private static final Pattern SIMPLE_DURATION = Pattern.compile("(\\d{1,9})\\s*(m|h|d)");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

    private final Map<String, String> texts;
    private final List<String> problems = new ArrayList<>();

    final Optional<Integer> compressionThreshold;
    final Optional<Path> keyStore;
    final Optional<String> keyStorePassword;
    final Optional<String> key;
    final Optional<Integer> claimThreshold;
    final Optional<Path> claimDirectory;
    final Redeemer claimRedeemer;
    final Duration claimKeep;
    final CloudEventMode cloudEvents;
    final Map<String, CloudEventMode> cloudEventsByDestination = new LinkedHashMap<>();
    final Optional<URI> cloudEventSource;

    /**
     * Reads them all.
     *
     * @throws io.outboxed.OutboxConfigException if some cannot be used; names them all (OUTBOX-8001)
     */
    Settings(OutboxConfig config) {
        texts = config.moduleSettings();
        compressionThreshold = read(FormatSettings.COMPRESSION_THRESHOLD, Settings::size);
        keyStore = read(FormatSettings.KEY_STORE, Settings::path);
        keyStorePassword = config.setting(FormatSettings.KEY_STORE_PASSWORD);
        key = read(FormatSettings.KEY, text -> text);
        claimThreshold = read(FormatSettings.CLAIM_THRESHOLD, Settings::size);
        claimDirectory = read(FormatSettings.CLAIM_DIRECTORY, Settings::path);
        claimRedeemer = read(FormatSettings.CLAIM_REDEEM, text -> constant(Redeemer.class, text))
                .orElse(Redeemer.SENDER);
        claimKeep = read(FormatSettings.CLAIM_KEEP, Settings::duration).orElse(Duration.ofDays(1));
        cloudEvents = read(FormatSettings.CLOUD_EVENTS_MODE, text -> constant(CloudEventMode.class, text))
                .orElse(CloudEventMode.NONE);
        String byDestination = FormatSettings.CLOUD_EVENTS_MODE + ".";
        texts.keySet().stream()
                .filter(name -> name.startsWith(byDestination))
                .forEach(name -> read(name, text -> constant(CloudEventMode.class, text))
                        .ifPresent(mode -> cloudEventsByDestination.put(name.substring(byDestination.length()), mode)));
        cloudEventSource = read(FormatSettings.CLOUD_EVENTS_SOURCE, Settings::uri);
        if (sendsCloudEvents() && cloudEventSource.isEmpty()) {
            problems.add(FormatSettings.CLOUD_EVENTS_SOURCE + " is not set; CloudEvents must have a source, such as"
                    + " urn:example:shop");
        }
        if (sendsCloudEvents() && !config.cdcSlot().isEmpty()) {
            problems.add(FormatSettings.CLOUD_EVENTS_MODE
                    + " is set, but with outbox.cdc.slot nothing of the application runs"
                    + " when a message is sent; remove it");
        }
        if (keyStore.isPresent() && keyStorePassword.isEmpty()) {
            problems.add(
                    FormatSettings.KEY_STORE_PASSWORD + " is not set; it must be that of " + FormatSettings.KEY_STORE);
        }
        if (key.isPresent() && keyStore.isEmpty()) {
            problems.add(FormatSettings.KEY + " is set, but not " + FormatSettings.KEY_STORE + ", which must hold it");
        }
        if (!problems.isEmpty()) {
            throw Errors.badSettings(problems);
        }
    }

    boolean sendsCloudEvents() {
        return sendsCloudEvents(CloudEventMode.BINARY) || sendsStructuredCloudEvents();
    }

    boolean sendsStructuredCloudEvents() {
        return sendsCloudEvents(CloudEventMode.STRUCTURED);
    }

    private boolean sendsCloudEvents(CloudEventMode mode) {
        return cloudEvents == mode || cloudEventsByDestination.containsValue(mode);
    }

    CloudEventMode cloudEventsTo(String destination) {
        return cloudEventsByDestination.getOrDefault(destination, cloudEvents);
    }

    private <T> Optional<T> read(String name, Function<String, T> parse) {
        String text = texts.get(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(text.strip()));
        } catch (IllegalArgumentException e) {
            problems.add(name + " is '" + text + "'; it " + e.getMessage());
            return Optional.empty();
        }
    }

    private static int size(String text) {
        try {
            int size = Integer.parseInt(text);
            if (size > 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            // As any other text that is no size.
        }
        throw new IllegalArgumentException("must be a number of bytes, 1 or more");
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be a path", e);
        }
    }

    private static URI uri(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("must be a URI or a relative reference");
        }
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a URI or a relative reference", e);
        }
    }

    /** At least an hour, as no transaction that stores a claim goes on for so long. */
    private static Duration duration(String text) {
        Duration duration;
        Matcher simple = SIMPLE_DURATION.matcher(text);
        try {
            duration = simple.matches()
                    ? Duration.of(Long.parseLong(simple.group(1)), UNITS.get(simple.group(2)))
                    : Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be a duration such as 12h, 7d or P7D", e);
        }
        if (duration.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("must be 1h or more");
        }
        return duration;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }
}
