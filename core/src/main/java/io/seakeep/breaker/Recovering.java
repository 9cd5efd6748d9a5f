package io.seakeep.breaker;

import io.seakeep.Durations;
import io.seakeep.Gate;
import io.seakeep.latency.Outcome;

/**
 * One step of a recovery: the phase in which a share of the calls passes as probes.
 *
 * <p>The first step lets pass nothing but the forced probes of {@link RampAdmission}, so a dependency that still hangs gets
 * one call and not a share of all. Its first success begins the ramp. Each step of that lasts for a time at least, and until a
 * probe succeeds after that; for less where nothing had succeeded for less than a ramp takes, since what was away for a second has not gone
 * cold. All steps of a recovery are one generation and share what is known of its probes, so a slow probe is evidence in whatever step it ends.
 *
 * <p>A recovery is given up as soon as too many of the {@linkplain ProbeEvidence last few} probes failed. The first of
 * all is enough; in a total outage, after two recoveries in vain, it takes the first three.
 *
 * <p>There are no permits to give back. A probe that never ends, or ends in a way that proves nothing, holds up nothing.
 */
final class Recovering extends Phase {

    private static final double[] SHARES = {0, 0.05, 0.1, 0.2, 0.4, 0.8};

    /** How many a ramp has. */
    static final int STEPS = SHARES.length - 1;

    private final int step;
    private final long shortStepNanos;
    private final Outage outage;
    private final ProbeLimit probeLimit;
    private final RampAdmission admission;
    private final ProbeEvidence.Collector evidence;

    private Recovering(
            Terms terms,
            long generation,
            long nowNanos,
            Reason reason,
            int step,
            long shortStepNanos,
            Outage outage,
            ProbeLimit probeLimit,
            RampAdmission admission,
            ProbeEvidence.Collector evidence) {
        super(terms, generation, nowNanos, reason);
        this.step = step;
        this.shortStepNanos = shortStepNanos;
        this.outage = outage;
        this.probeLimit = probeLimit;
        this.admission = admission;
        this.evidence = evidence;
    }

    static Recovering begin(Terms terms, long generation, long nowNanos, Outage outage, ProbeLimit probeLimit) {
        return new Recovering(
                terms,
                generation,
                nowNanos,
                Reason.of("the time to stay open is over"),
                0,
                0,
                outage,
                probeLimit,
                new RampAdmission(terms, nowNanos, terms.random(generation)),
                new ProbeEvidence.Collector(terms.probeMemory(), outage.enoughAtFirst()));
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
        return outcome == Outcome.SUCCESS && probeLimit.isMetBy(durationNanos)
                ? succeeded(durationNanos, nowNanos)
                : failed(durationNanos, nowNanos);
    }

    private Phase succeeded(long durationNanos, long nowNanos) {
        evidence.succeeded(nowNanos);
        boolean isDone = step == 0 || nowNanos - sinceNanos >= stepNanos(durationNanos);
        return isDone ? next(nowNanos) : this;
    }

    /** A short step is passed by a probe that began in it, or it would say nothing of the share that is let through. */
    private long stepNanos(long probeNanos) {
        return Math.min(terms.stepNanos(), Math.max(shortStepNanos, probeNanos));
    }

    private Phase failed(long durationNanos, long nowNanos) {
        ProbeEvidence seen = evidence.failed(nowNanos - durationNanos);
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
        Outage goesOn = seen.successes() > 0 ? outage.answered(seen.silentSinceNanos()) : outage.inVain();
        return new Open(terms, RunWord.nextGeneration(generation), nowNanos, why, goesOn, probeLimit);
    }

    private Phase next(long nowNanos) {
        if (step == STEPS) {
            return new Closed(
                    terms,
                    RunWord.nextGeneration(generation),
                    nowNanos,
                    Reason.of("the recovery went well to its end"),
                    outage,
                    probeLimit,
                    evidence.get().counts(nowNanos - admission.startNanos));
        }
        long nextShortNanos = step == 0 ? outage.silenceNanos(nowNanos) / STEPS : shortStepNanos;
        return new Recovering(
                terms, generation, nowNanos, reason, step + 1, nextShortNanos, outage, probeLimit, admission, evidence);
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
