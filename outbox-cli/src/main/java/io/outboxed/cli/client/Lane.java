package io.outboxed.cli.client;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A slice of keys: who works on it, and how far it lags behind. */
public record Lane(long lane, String owner, boolean ready, double oldestAge, Optional<Instant> nextLook) {

    /** Reads the answer. */
    public static List<Lane> of(JsonObject answer) {
        return new Fields(answer)
                .list(
                        "lanes",
                        lane -> new Lane(
                                lane.number("lane"),
                                lane.text("owner"),
                                lane.flag("ready"),
                                lane.decimal("oldestAgeSeconds"),
                                lane.optionalInstant("nextLook")));
    }
}
