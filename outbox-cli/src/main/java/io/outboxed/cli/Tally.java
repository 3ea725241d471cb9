package io.outboxed.cli;

import java.util.ArrayList;
import java.util.List;

/** What has been done so far, by all requests. */
final class Tally {
    private long done;
    private long gone;
    private long expired;
    private boolean isLeft;
    private final List<String> remaining = new ArrayList<>();

    void add(long moreDone, long moreGone, long moreExpired) {
        done += moreDone;
        gone += moreGone;
        expired += moreExpired;
    }

    /** Some are left, about which the application did nothing; their ids, if it was asked for ids. */
    void left(List<String> ids) {
        isLeft = true;
        remaining.addAll(ids);
    }

    List<String> remaining() {
        return List.copyOf(remaining);
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
