package io.outboxed.cli;

import java.io.Console;

/** A person who can be asked. */
interface Terminal {

    /** What the person types; null at the end of the input. */
    String ask(String question);

    /** The same, unseen. */
    char[] askSecretly(String question);

    /** That of the process. */
    static Terminal of(Console console) {
        return new Terminal() {
            @Override
            public String ask(String question) {
                return console.readLine("%s", question);
            }

            @Override
            public char[] askSecretly(String question) {
                return console.readPassword("%s", question);
            }
        };
    }
}
