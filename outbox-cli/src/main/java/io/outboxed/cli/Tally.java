package io.outboxed.cli;

/** What has been done so far, by all requests. */
final class Tally {
    private long done;
    private long gone;
    private long expired;
    private boolean isLeft;

    void add(long moreDone, long moreGone, long moreExpired) {
        done += moreDone;
        gone += moreGone;
        expired += moreExpired;
    }

    /** Some are left, about which the application did nothing. */
    void left() {
        isLeft = true;
    }

    long done() {
        return done;
    }

    long gone() {
        return gone;
    }

    long expired() {
        return expired;
    }

    boolean isLeft() {
        return isLeft;
    }

    /** Whether all that was asked for was done. */
    boolean isAll() {
        return gone == 0 && expired == 0 && !isLeft;
    }
}
