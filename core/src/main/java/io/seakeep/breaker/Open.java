package io.seakeep.breaker;

import io.seakeep.Durations;
import io.seakeep.Gate;

/** The phase in which nothing passes, until its time is over and somebody asks. */
final class Open extends Phase {

    private final long openNanos;
    private final ProbeLimit probeLimit;
    private final Outage outage;

    /**
     * @param outage what it is open for
     * @param probeLimit how fast probes have to be
     */
    Open(Terms terms, long generation, long sinceNanos, Reason reason, Outage outage, ProbeLimit probeLimit) {
        super(terms, generation, sinceNanos, reason);
        this.openNanos = terms.openNanos(outage, sinceNanos, generation);
        this.outage = outage;
        this.probeLimit = terms.isLong(outage.lengthNanos(sinceNanos)) ? probeLimit.relented() : probeLimit;
    }

    @Override
    BreakerState state() {
        return BreakerState.OPEN;
    }

    long openNanos() {
        return openNanos;
    }

    @Override
    Phase at(long nowNanos) {
        long idleNanos = nowNanos - sinceNanos - openNanos;
        return idleNanos < 0
                ? this
                : Recovering.begin(
                        terms, RunWord.nextGeneration(generation), nowNanos, outage.without(idleNanos), probeLimit);
    }

    @Override
    long admit(long nowNanos) {
        return Gate.REFUSED;
    }

    @Override
    long retryAfterNanos(long nowNanos) {
        return Math.max(0, openNanos - (nowNanos - sinceNanos));
    }

    @Override
    String setting() {
        return reason.criterion() == null
                ? "breaker.open-for"
                : reason.criterion().setting();
    }

    @Override
    public String get() {
        return "open for " + Durations.format(openNanos) + " because " + reason.words();
    }

    @Override
    String describe(long nowNanos) {
        return super.describe(nowNanos) + "; the first call after " + Durations.format(openNanos) + " is a probe";
    }
}
