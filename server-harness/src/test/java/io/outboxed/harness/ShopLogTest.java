package io.outboxed.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopLogTest {

    /** Has a log, and nothing that would run. */
    private record LogOnly(Path base) implements ServerDirectory {
        @Override
        public Path log() {
            return base.resolve("server.log");
        }

        @Override
        public void deploy(Path war) {}

        @Override
        public void undeploy(String war) {}

        @Override
        public boolean isDeployed(String war) {
            return false;
        }

        @Override
        public boolean hasFailed(String war) {
            return false;
        }

        @Override
        public ProcessBuilder command(int port, List<String> options, boolean colours) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void later_lines_are_found_also_when_the_server_has_begun_a_new_file(@TempDir Path base) throws Exception {
        LogOnly directory = new LogOnly(base);
        Files.write(directory.log(), List.of("first", "second"));
        Shop shop = new Shop(Product.WILDFLY, directory, Map.of());
        int before = shop.logSize();

        Files.write(directory.log(), List.of("first", "second", "third"));
        assertThat(shop.logAfter(before)).containsExactly("third");

        Files.write(directory.log(), List.of("of the next day"));
        assertThat(shop.logAfter(before)).containsExactly("of the next day");
    }
}
