package io.outboxed.it.onejvm;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the relay logs from its creation to its closing. */
public final class LogLines extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("io.outboxed.relay");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public LogLines() {
        logger.addHandler(this);
    }

    /** All of them, with their codes. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** How many lines have the code. */
    public long count(String code) {
        return lines.stream().filter(line -> line.startsWith(code)).count();
    }

    @Override
    public void publish(LogRecord line) {
        Object[] parameters = line.getParameters();
        lines.add(parameters == null ? line.getMessage() : MessageFormat.format(line.getMessage(), parameters));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
