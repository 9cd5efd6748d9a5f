package io.seakeep.breaker;

/**
 * How fast a successful probe must be. A breaker that opened because its dependency was slow is not closed by slow successes.
 *
 * <p>But where slow means slower than usual, the usual may have changed for good. So once an {@link Outage} has lasted for the longest time to
 * stay open, such a limit relents: probes take what they take, and what is usual is learned anew. A limit that somebody set does not relent.
 *
 * @param nanos the longest duration of a probe that counts as a success
 * @param origin where it comes from
 */
record ProbeLimit(long nanos, Origin origin) {

    static final ProbeLimit NONE = new ProbeLimit(Long.MAX_VALUE, Origin.NONE);

    private static final ProbeLimit RELENTED = new ProbeLimit(Long.MAX_VALUE, Origin.RELENTED);

    enum Origin {
        NONE,
        SETTING,
        USUAL,
        RELENTED
    }

    static ProbeLimit set(long nanos) {
        return new ProbeLimit(nanos, Origin.SETTING);
    }

    static ProbeLimit usual(long nanos) {
        return new ProbeLimit(nanos, Origin.USUAL);
    }

    boolean isMetBy(long durationNanos) {
        return durationNanos <= nanos;
    }

    ProbeLimit relented() {
        return origin == Origin.USUAL ? RELENTED : this;
    }

    boolean isRelented() {
        return origin == Origin.RELENTED;
    }
}
