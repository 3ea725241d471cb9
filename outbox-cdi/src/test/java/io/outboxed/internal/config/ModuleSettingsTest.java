package io.outboxed.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.OutboxConfig;
import io.outboxed.OutboxConfigException;
import io.outboxed.spi.ModuleSettings;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that only a module knows. */
public class ModuleSettingsTest {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    /** As a jar of the application would name it. */
    public static class Module implements ModuleSettings {
        @Override
        public Set<String> names() {
            return Set.of("outbox.module.size", "outbox.module.mode.");
        }
    }

    @BeforeEach
    void addModule(@TempDir Path jar) throws Exception {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve(ModuleSettings.class.getName()), Module.class.getName());
        Thread.currentThread()
                .setContextClassLoader(new URLClassLoader(new URL[] {jar.toUri().toURL()}, before));
    }

    @AfterEach
    void removeModule() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private static OutboxConfig read(Map<String, String> properties, Map<String, String> environment) {
        Properties all = new Properties();
        all.putAll(properties);
        return ConfigReader.read(new SystemSource(all, environment));
    }

    @Test
    void setting_of_a_module_is_read_as_text() {
        OutboxConfig config = read(Map.of("outbox.module.mode.orders", "fast"), Map.of("OUTBOX_MODULE_SIZE", "7"));

        assertThat(config.setting("outbox.module.size")).contains("7");
        assertThat(config.setting("outbox.module.mode.orders")).contains("fast");
        assertThat(config.setting("outbox.module.mode.other")).isEmpty();
        assertThat(OutboxConfig.builder()
                        .setting("outbox.module.size", "8")
                        .build()
                        .moduleSettings())
                .isEqualTo(Map.of("outbox.module.size", "8"));
    }

    @Test
    void name_that_no_module_knows_is_refused() {
        assertThatThrownBy(() -> read(Map.of("outbox.module.sizes", "7"), Map.of()))
                .isInstanceOf(OutboxConfigException.class)
                .hasMessageContaining("OUTBOX-1002")
                .hasMessageContaining("outbox.module.mode., outbox.module.size.");
        removeModule();
        assertThatThrownBy(() -> read(Map.of("outbox.module.size", "7"), Map.of()))
                .isInstanceOf(OutboxConfigException.class)
                .hasMessageContaining("OUTBOX-1002");
        assertThatThrownBy(() -> OutboxConfig.builder()
                        .setting("outbox.module.size", "7")
                        .build())
                .isInstanceOf(OutboxConfigException.class)
                .hasMessageContaining("OUTBOX-1001")
                .hasMessageContaining("outbox.module.size");
    }
}
