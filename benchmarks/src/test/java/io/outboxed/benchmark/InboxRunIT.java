package io.outboxed.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With little to do: each message is worked on once. It says nothing of speed. */
class InboxRunIT {
    @TempDir
    private Path report;

    @Test
    void all_consumers_work_on_each_message_once() throws Exception {
        assertThat(InboxRun.execute("--rounds=1", "--warm-up=0", "--messages=400", "--report=" + report))
                .isZero();

        assertThat(Files.readString(report.resolve("inbox.md")))
                .contains("| no inbox |", "| `@Idempotent` |", "| `Inbox.firstTime` |", "| an entity by hand");
    }
}
