package io.seakeep;

import java.util.concurrent.atomic.AtomicLong;

/** Seeds that differ from each other and follow from the first, so that a simulation can be repeated. */
final class SeedSequence {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final AtomicLong next;

    SeedSequence(long seed) {
        this.next = new AtomicLong(seed);
    }

    long next() {
        return next.getAndAdd(GOLDEN_GAMMA);
    }
}
