package io.outboxed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who did what, and to which outbox. */
class AuditTest {
    private static final Logger LOGGER = Logger.getLogger("io.outboxed.audit");

    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        LOGGER.removeHandler(handler);
    }

    private static Access.Caller caller(String unit) {
        return new Access.Caller("ada", "127.0.0.1", true, unit);
    }

    @Test
    void aChange_namesTheOutboxUnlessItIsTheMainOne() {
        Audit.done(caller(""), "pause", "destination orders", "done");
        Audit.done(caller("audit"), "pause", "destination orders", "done");

        assertThat(lines)
                .containsExactly(
                        "OUTBOX-7010: User ada at 127.0.0.1 asked to pause destination orders: done.",
                        "OUTBOX-7010: User ada at 127.0.0.1 asked to pause destination orders in the outbox audit: done.");
    }

    @Test
    void aRefusal_tellsTheUnitAsItWasTypedInOneShortLine() {
        Audit.refused(caller("a\nb" + "x".repeat(1000)), "POST", "/pause", "No.");

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .startsWith("OUTBOX-7011: User ada at 127.0.0.1 was refused POST /pause in the outbox a?bxxx")
                .endsWith("x: No.")
                .hasSizeLessThan(250);
    }
}
