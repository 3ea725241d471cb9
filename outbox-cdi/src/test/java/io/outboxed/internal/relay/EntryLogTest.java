package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.internal.Log;
import io.outboxed.spi.Envelopes;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of one entry in the log. */
class EntryLogTest extends RelayScenario {
    private final Logger logger = Logger.getLogger("io.outboxed.entries");
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(new MessageFormat(record.getMessage()).format(record.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private void listen(Level level) {
        handler.setLevel(Level.ALL);
        logger.setLevel(level);
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setLevel(null);
    }

    private void publishAndSend() {
        Log.published(Envelopes.to("d", "a", null), 3);
        driver.start();
        store.commit("a");
        driver.wake(List.of(0));
        executor.runAll();
    }

    @Test
    void entry_is_told_when_it_is_stored_and_when_it_was_sent() {
        listen(Level.FINE);

        publishAndSend();

        assertThat(lines)
                .containsExactly(
                        "Entry a to d, type OrderPlaced, is stored in lane 3, if its transaction commits.",
                        "Entry a to d was sent.");
    }

    @Test
    void nothing_is_told_where_nobody_asked() {
        listen(Level.INFO);

        publishAndSend();

        assertThat(lines).isEmpty();
    }

    @Test
    void control_characters_of_a_destination_make_no_lines() {
        listen(Level.FINE);

        Log.published(Envelopes.to("d\nEntry b to d was sent.", "a", null), 0);

        assertThat(lines).noneMatch(line -> line.contains("\n"));
    }
}
