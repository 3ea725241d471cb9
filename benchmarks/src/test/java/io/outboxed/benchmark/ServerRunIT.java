package io.outboxed.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Little of everything: that what is measured is right, not how fast it is. */
class ServerRunIT {

    @Test
    @DisabledIfSystemProperty(
            named = "wildfly.skip",
            matches = "true",
            disabledReason = "the build has not unpacked WildFly")
    void wildFly_delivers_each_message_once(@TempDir Path report) throws Exception {
        int exit = ServerRun.execute(
                "--setups=wildfly", "--rounds=1", "--warm-up=0", "--messages=500", "--report=" + report);

        assertThat(exit).isZero();
        assertThat(Files.readString(report.resolve(ServerRun.FILE)))
                .contains("| " + ServerSetup.WILDFLY.title() + " |");
        assertThat(report.resolve("servers.json")).isNotEmptyFile();
    }

    @Test
    void refuses_what_it_does_not_know() {
        assertThat(ServerRun.execute("--setups=tomcat")).isEqualTo(2);
    }
}
