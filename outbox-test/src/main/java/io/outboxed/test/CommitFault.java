package io.outboxed.test;

/** How a commit ends for the one who asked for it, and in truth. */
enum CommitFault {
    NONE,
    /** It fails, and nothing has happened. */
    ROLLED_BACK,
    /** It seems to fail, and has taken effect. */
    IN_DOUBT
}
