package io.outboxed.cli;

import io.outboxed.cli.client.ExitCode;
import io.outboxed.cli.client.Failed;

/** What is wrong with a command line, where picocli does not find it. */
final class Usage {

    private Usage() {}

    static Failed wrong(String message) {
        return new Failed(ExitCode.USAGE, message);
    }
}
