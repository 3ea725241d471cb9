package io.outboxed.cli;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a console and a command line that knows it. */
abstract class ConsoleTest {
    FakeConsole console;
    Cli cli;

    @BeforeEach
    void open() throws IOException {
        console = new FakeConsole().answers("/overview", Samples.overview());
        cli = new Cli(console);
    }

    @AfterEach
    void close() {
        console.close();
    }
}
