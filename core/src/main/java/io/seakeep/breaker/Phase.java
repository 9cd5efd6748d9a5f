package io.seakeep.breaker;

import io.seakeep.Durations;
import io.seakeep.Gate;
import io.seakeep.latency.Outcome;
import java.util.function.Supplier;

/**
 * What the breaker is in for a time: a state, its generation, and all that belongs to them and ends with them.
 *
 * <p>The breaker holds one reference to its phase, so all of it changes in one compare-and-set. A phase never changes that
 * reference itself: it answers which phase should follow, or itself, and the breaker sees to the rest. What an attempt of an
 * older generation brings is no evidence.
 *
 * <p>As a supplier it gives the reason for which it refuses, in words, so that a refusal needs no object for that.
 */
abstract sealed class Phase implements Supplier<String> permits Closed, Open, Recovering, Forced {

    final Terms terms;
    final long generation;
    final long sinceNanos;
    final Reason reason;

    Phase(Terms terms, long generation, long sinceNanos, Reason reason) {
        this.terms = terms;
        this.generation = generation;
        this.sinceNanos = sinceNanos;
        this.reason = reason;
    }

    abstract BreakerState state();

    /** The phase that it is time for. */
    Phase at(long nowNanos) {
        return this;
    }

    /** A token if the attempt may pass, else {@link Gate#REFUSED}. */
    abstract long admit(long nowNanos);

    /** Takes note of how an attempt ended, whatever its generation, and answers which phase follows. */
    Phase hear(long token, Outcome outcome, long durationNanos, long nowNanos) {
        return this;
    }

    /** The attempt never reached the dependency. */
    void withdraw(long token) {}

    /** When a refused call should come back; zero if that is not known. */
    long retryAfterNanos(long nowNanos) {
        return 0;
    }

    /** The setting that changes its mind. */
    String setting() {
        return "breaker.mode";
    }

    /** The state for people, with what belongs to it. */
    String describe(long nowNanos) {
        return state() + " for " + Durations.format(nowNanos - sinceNanos) + ": " + reason.words();
    }

    final Closed closedAfresh(long nowNanos, Reason why) {
        return new Closed(terms, RunWord.nextGeneration(generation), nowNanos, why, null, ProbeLimit.NONE, Counts.NONE);
    }

    final Forced forced(BreakerState state, long nowNanos) {
        return new Forced(terms, RunWord.nextGeneration(generation), nowNanos, state);
    }
}
