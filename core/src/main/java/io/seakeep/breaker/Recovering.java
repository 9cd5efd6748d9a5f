package io.seakeep.breaker;

import io.seakeep.Durations;
import io.seakeep.Gate;
import io.seakeep.latency.Outcome;

/**
 * One step of a recovery: the phase in which a share of the calls passes as probes.
 *
 * <p>The first step lets pass nothing but the forced probes of {@link RampAdmission}, so a dependency that still hangs gets
 * one call and not a share of all. Its first success begins the ramp. Each step of that lasts for a time at least, and until a
 * probe succeeds after that. All steps of a recovery are one generation and share what is known of its probes, so a slow
 * probe is evidence in whatever step it ends.
 *
 * <p>A recovery is given up as soon as too many of the {@linkplain ProbeEvidence last few} probes failed; the first one of
 * all is enough.
 *
 * <p>There are no permits to give back. A probe that never ends, or ends in a way that proves nothing, holds up nothing.
 */
final class Recovering extends Phase {

    private static final double[] SHARES = {0, 0.05, 0.1, 0.2, 0.4, 0.8};

    private final int step;
    private final int reopenings;
    private final ProbeLimit probeLimit;
    private final RampAdmission admission;
    private final ProbeEvidence.Collector evidence;

    private Recovering(
            Terms terms,
            long generation,
            long nowNanos,
            Reason reason,
            int step,
            int reopenings,
            ProbeLimit probeLimit,
            RampAdmission admission,
            ProbeEvidence.Collector evidence) {
        super(terms, generation, nowNanos, reason);
        this.step = step;
        this.reopenings = reopenings;
        this.probeLimit = probeLimit;
        this.admission = admission;
        this.evidence = evidence;
    }

    static Recovering begin(Terms terms, long generation, long nowNanos, int reopenings, ProbeLimit probeLimit) {
        return new Recovering(
                terms,
                generation,
                nowNanos,
                Reason.of("the time to stay open is over"),
                0,
                reopenings,
                probeLimit,
                new RampAdmission(terms, nowNanos, terms.random(generation)),
                new ProbeEvidence.Collector(terms.probeMemory()));
    }

    @Override
    BreakerState state() {
        return BreakerState.RECOVERING;
    }

    @Override
    long admit(long nowNanos) {
        return admission.admits(SHARES[step], nowNanos) ? RunWord.first(generation) : Gate.REFUSED;
    }

    @Override
    Phase hear(long token, Outcome outcome, long durationNanos, long nowNanos) {
        boolean proves = outcome == Outcome.SUCCESS || outcome == Outcome.FAILURE || outcome == Outcome.TIMED_OUT;
        if (!proves || !RunWord.sameGeneration(token, RunWord.first(generation))) {
            return this;
        }
        admission.answered(nowNanos);
        return outcome == Outcome.SUCCESS && probeLimit.isMetBy(durationNanos) ? succeeded(nowNanos) : failed(nowNanos);
    }

    private Phase succeeded(long nowNanos) {
        evidence.succeeded();
        boolean isDone = step == 0 || nowNanos - sinceNanos >= terms.stepNanos();
        return isDone ? next(nowNanos) : this;
    }

    private Phase failed(long nowNanos) {
        ProbeEvidence seen = evidence.failed();
        if (!seen.reaches(terms.probeFailureRate())) {
            return this;
        }
        Reason why = Reason.of(
                Criterion.FAILURE_RATE,
                seen.failures() + " of " + seen.probes() + " probes failed or were too slow, "
                        + Percent.of(seen.recentShare()) + " of the last " + seen.recentProbes()
                        + " or so (limit " + Percent.of(terms.probeFailureRate()) + "), with "
                        + passing() + " let through",
                seen.recentShare(),
                terms.probeFailureRate(),
                seen.probes());
        return new Open(terms, RunWord.nextGeneration(generation), nowNanos, why, reopenings + 1, probeLimit);
    }

    private Phase next(long nowNanos) {
        if (step == SHARES.length - 1) {
            return new Closed(
                    terms,
                    RunWord.nextGeneration(generation),
                    nowNanos,
                    Reason.of("the recovery went well to its end"),
                    reopenings + 1,
                    probeLimit,
                    evidence.get().counts(nowNanos - admission.startNanos));
        }
        return new Recovering(
                terms, generation, nowNanos, reason, step + 1, reopenings, probeLimit, admission, evidence);
    }

    private String passing() {
        return step == 0 ? "forced probes only" : Percent.of(SHARES[step]) + " of the calls";
    }

    @Override
    void withdraw(long token) {
        if (RunWord.sameGeneration(token, RunWord.first(generation))) {
            admission.unused();
        }
    }

    @Override
    long retryAfterNanos(long nowNanos) {
        return admission.nextProbeNanos(nowNanos);
    }

    @Override
    String setting() {
        return "breaker.recover-over";
    }

    @Override
    public String get() {
        return "recovering, with " + passing() + " let through, and a probe at least every "
                + Durations.format(admission.intervalNanos());
    }

    @Override
    String describe(long nowNanos) {
        ProbeEvidence seen = evidence.get();
        return state() + " for " + Durations.format(nowNanos - admission.startNanos) + ": "
                + passing() + " let through, " + (seen.probes() - seen.failures())
                + " probes succeeded and " + seen.failures() + " failed";
    }
}
