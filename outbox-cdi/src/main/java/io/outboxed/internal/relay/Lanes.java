package io.outboxed.internal.relay;

import io.outboxed.spi.SealedEnvelope;

/** Which lane an envelope belongs to: a pure function of its key, the same on every node and in every version. */
public final class Lanes {

    private Lanes() {}

    /** The lane, {@code 0} to {@code lanes-1}: by the key, or spread by the id where there is no key. */
    public static int laneOf(SealedEnvelope envelope, int lanes) {
        String spread = envelope.key() != null ? envelope.key() : envelope.id();
        return Math.floorMod(mix(spread.hashCode()), lanes);
    }

    /** The finaliser of MurmurHash3 (A. Appleby), because the low bits of {@code String.hashCode} of similar keys are alike. */
    private static int mix(int hash) {
        int h = hash;
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        h ^= h >>> 16;
        return h;
    }
}
