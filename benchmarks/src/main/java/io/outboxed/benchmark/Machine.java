package io.outboxed.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.outboxed.benchmark.contestant.Postgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.activemq.artemis.utils.VersionLoader;
import org.hibernate.Version;

/** What the figures were measured with. */
final class Machine {

    private Machine() {}

    static Map<String, String> describe(Postgres postgres) throws SQLException, IOException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("processor", processor() + ", " + system.getAvailableProcessors() + " cores");
        parts.put("memory", system.getTotalMemorySize() / (1 << 30) + " GiB");
        parts.put("JDK", System.getProperty("java.vm.name") + " " + Runtime.version());
        parts.put("PostgreSQL", postgres.text("show server_version") + ", fsync and synchronous_commit on");
        parts.put(
                "Artemis",
                VersionLoader.getVersion().getFullVersion()
                        + ", in the same JVM, NIO journal on disk, buffer timeout 0.2 ms");
        parts.put("Hibernate", Version.getVersionString());
        return parts;
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
