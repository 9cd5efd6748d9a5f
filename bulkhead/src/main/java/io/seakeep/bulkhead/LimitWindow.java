package io.seakeep.bulkhead;

import io.seakeep.latency.Outcome;

/**
 * What has ended under one limit, until it is enough to decide by: {@value #ENOUGH} attempts, and as long a time as one of them
 * takes. Failures say nothing about load, and are left out: many are fast, and would make a failing dependency look like one with
 * room. What looks like too many dropped has to be at least {@value #ENOUGH_DROPPED} of them, else it goes on counting: two of fifty come about
 * by chance where one of a hundred is dropped. For one thread at a time.
 */
final class LimitWindow {

    private static final long ENOUGH = 50;
    private static final long ENOUGH_DROPPED = 5;
    private static final double MOST_DROPPED = 0.02;

    private long successes;
    private double nanosOfSuccesses;
    private long drops;
    private long spanNanos;
    private long foundFull;

    void add(LimitSample sample) {
        long good = sample.ended().count(Outcome.SUCCESS);
        successes += good;
        nanosOfSuccesses += good * sample.ended().meanNanos().orElse(0);
        drops += sample.ended().count(Outcome.THROTTLED) + sample.ended().count(Outcome.TIMED_OUT);
        spanNanos += sample.spanNanos();
        foundFull += sample.foundFull();
    }

    boolean isEnough() {
        return successes + drops >= ENOUGH
                && (successes == 0 || spanNanos >= meanNanos())
                && (drops >= ENOUGH_DROPPED || !tooManyDropped());
    }

    /** Whether more timed out or were turned away than can be put up with. */
    boolean tooManyDropped() {
        return droppedShare() > MOST_DROPPED;
    }

    /** The share of those that timed out or that the dependency had no room for. */
    double droppedShare() {
        return (double) drops / (successes + drops);
    }

    /** How long a successful attempt took in the mean; zero if there was none. */
    double meanNanos() {
        return successes == 0 ? 0 : nanosOfSuccesses / successes;
    }

    double successesPerSecond() {
        return successes / seconds();
    }

    double seconds() {
        return spanNanos / 1e9;
    }

    /** Whether anybody asked for more than there was. */
    boolean wasFull() {
        return foundFull > 0;
    }

    void clear() {
        successes = 0;
        nanosOfSuccesses = 0;
        drops = 0;
        spanNanos = 0;
        foundFull = 0;
    }
}
