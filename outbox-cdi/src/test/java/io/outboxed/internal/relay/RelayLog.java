package io.outboxed.internal.relay;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What operators read of the relay, from now on until it is closed. */
public final class RelayLog implements AutoCloseable {
    private final Logger logger = Logger.getLogger("io.outboxed.relay");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public RelayLog() {
        logger.addHandler(handler);
    }

    public List<LogRecord> records() {
        return records;
    }

    /** The codes of what was logged at that level. */
    public List<String> codes(Level level) {
        return records.stream()
                .filter(record -> record.getLevel() == level)
                .map(record -> record.getMessage().split(":")[0])
                .toList();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
