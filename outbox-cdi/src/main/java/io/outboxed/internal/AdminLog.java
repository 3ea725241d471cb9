package io.outboxed.internal;

import io.outboxed.admin.ChangeResult;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The lines of the relay's log that tell what operators have done, and who did it. */
public final class AdminLog {
    private static final Logger RELAY = System.getLogger("io.outboxed.relay");

    private AdminLog() {}

    public static void redriven(String who, String which, ChangeResult result) {
        RELAY.log(
                Level.INFO,
                "OUTBOX-3014: {0} has redriven dead letters ({1}): {2} redriven, {3} no longer there, {4} left because they"
                        + " have expired.",
                Log.line(who),
                Log.line(which),
                Long.toString(result.done()),
                Long.toString(result.gone()),
                Long.toString(result.expired()));
    }

    public static void discarded(String who, String which, ChangeResult result) {
        RELAY.log(
                Level.INFO,
                "OUTBOX-3015: {0} has discarded dead letters ({1}): {2} discarded, {3} no longer there.",
                Log.line(who),
                Log.line(which),
                Long.toString(result.done()),
                Long.toString(result.gone()));
    }

    public static void pauseChanged(String who, String destination, boolean paused) {
        RELAY.log(
                Level.INFO,
                "OUTBOX-3016: {0} has {1} {2}.",
                Log.line(who),
                paused ? "paused" : "resumed",
                destination.equals("*") ? "all destinations" : "destination " + Log.line(destination));
    }

    public static void contentRead(String who, String id) {
        RELAY.log(
                Level.INFO, "OUTBOX-3017: {0} has read payload and headers of entry {1}.", Log.line(who), Log.line(id));
    }

    public static void hurried(String who, String which, ChangeResult result) {
        RELAY.log(
                Level.INFO,
                "OUTBOX-3027: {0} has retrying entries tried now ({1}): {2} of them, {3} no longer there.",
                Log.line(who),
                Log.line(which),
                Long.toString(result.done()),
                Long.toString(result.gone()));
    }
}
