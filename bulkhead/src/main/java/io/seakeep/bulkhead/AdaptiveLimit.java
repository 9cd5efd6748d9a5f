package io.seakeep.bulkhead;

import io.seakeep.bulkhead.LimitDecision.Reason;

/**
 * Finds how many attempts at once a dependency can make use of.
 *
 * <p><b>Shrinks</b> where attempts take more than {@value #TOLERANCE} times what they take with room, and where more than 2 % time out or
 * are turned away. <b>Grows</b> below that, and only while somebody was kept out. The gradient of latencies is Netflix's
 * (concurrency-limits, Gradient2), with two changes, since a reference that is an average of the past drifts with an incident,
 * and one that is a minimum pins the limit where service times vary. It is compared by means, which Little's law holds for. And the limit
 * goes up and down by {@value #DITHER} in turn while it binds, so that {@link LoadResponse} can tell a dependency that has become
 * slower from one that is crowded; see {@link ReferenceLatency}.
 *
 * <p>After each change it waits for as long as an attempt takes before it counts what ends, for that began under the limit before. What
 * a process ended that stood still meanwhile says nothing, and is forgotten.
 *
 * <p>For one thread at a time; {@link #last} and {@link #limit} for any.
 */
final class AdaptiveLimit {

    private static final double TOLERANCE = 1.4;
    private static final double SMALLEST_GRADIENT = 0.7;
    private static final double LARGEST_GRADIENT = 1.3;
    private static final double STEP = 0.5;
    private static final double DITHER = 0.1;
    private static final double DITHER_AT_CEILING = 0.04;
    private static final double AFTER_DROPS = 0.9;
    private static final double LONGEST_SETTLING_NANOS = 10e9;

    private final LimitWindow window = new LimitWindow();
    private final ReferenceLatency reference = new ReferenceLatency();
    private final LoadResponse response = new LoadResponse();
    private final LimitCeiling ceiling = new LimitCeiling();

    private int lowest;
    private int highest;
    private double centre;
    private double settlingNanos;
    private Phase phase = Phase.LOW;

    private volatile int limit;
    private volatile LimitDecision last = LimitDecision.UNKNOWN;

    /** On which side of the centre the limit is. */
    private enum Phase {
        LOW,
        HIGH
    }

    AdaptiveLimit(int initial, int lowest, int highest) {
        this.lowest = lowest;
        this.highest = highest;
        this.centre = initial;
        this.limit = initial;
    }

    /** Learns from a tick, and returns the limit from now on. */
    int next(LimitSample sample) {
        if (sample.pausedNanos() > 0) {
            window.clear();
            response.interrupt();
        } else if (settlingNanos > 0) {
            settlingNanos -= sample.spanNanos();
        } else {
            window.add(sample);
            if (window.isEnough()) {
                decide();
                settlingNanos = Math.min(LONGEST_SETTLING_NANOS, window.meanNanos());
                window.clear();
            }
        }
        return limit;
    }

    private void decide() {
        double mean = window.meanNanos();
        ceiling.age(window.seconds());
        if (window.tooManyDropped()) {
            ceiling.hitAt(Math.max(centre, limit));
            centre = bounded(centre * AFTER_DROPS);
            hold(Reason.DROPS);
            return;
        }
        reference.observe(mean);
        if (!window.wasFull()) {
            reference.observeUnused(mean);
            hold(Reason.UNUSED);
            return;
        }
        response.observe(limit, mean, window.successesPerSecond());
        reference.observeResponse(mean, response);
        double wanted = centre * (1 + STEP * (gradient(mean) - 1));
        double allowed = ceiling.cap(centre, wanted);
        say(allowed < wanted ? Reason.CEILING : wanted < centre ? Reason.LATENCY : Reason.ROOM);
        centre = bounded(allowed);
        dither();
    }

    private double gradient(double mean) {
        return Math.max(SMALLEST_GRADIENT, Math.min(LARGEST_GRADIENT, TOLERANCE * reference.nanos() / mean));
    }

    private void hold(Reason reason) {
        say(reason);
        response.interrupt();
        limit = (int) Math.round(centre);
    }

    private void dither() {
        phase = phase == Phase.LOW ? Phase.HIGH : Phase.LOW;
        double tried = phase == Phase.HIGH
                ? Math.ceil(ceiling.capProbe(centre, centre * (1 + DITHER)))
                : Math.floor(centre * (1 - (ceiling.stands() ? DITHER_AT_CEILING : DITHER)));
        limit = (int) bounded(tried);
    }

    /** Chooses between these from now on. What it has learned stays, and so does the limit if it lies between them. */
    void between(int newLowest, int newHighest) {
        lowest = newLowest;
        highest = newHighest;
        moveTo(bounded(centre), (int) bounded(limit));
    }

    /** Begins anew with another limit; for one that has not decided anything yet. */
    void beginAt(int initial) {
        moveTo(initial, initial);
    }

    private void moveTo(double newCentre, int newLimit) {
        centre = newCentre;
        if (newLimit != limit) {
            limit = newLimit;
            settlingNanos = Math.min(LONGEST_SETTLING_NANOS, attemptNanos());
            window.clear(); // it is of another limit
            response.interrupt();
        }
    }

    /** How long an attempt takes, as far as is known; a window that has just begun does not say. */
    private double attemptNanos() {
        double latest = window.meanNanos();
        return latest > 0 ? latest : last.meanNanos();
    }

    boolean hasDecided() {
        return last.reason() != Reason.UNKNOWN;
    }

    private double bounded(double wanted) {
        return Math.max(lowest, Math.min(highest, wanted));
    }

    private void say(Reason reason) {
        last = new LimitDecision(
                reason,
                window.meanNanos(),
                Double.isNaN(reference.nanos()) ? 0 : reference.nanos(),
                window.droppedShare());
    }

    int limit() {
        return limit;
    }

    /** Why the limit is what it is. */
    LimitDecision last() {
        return last;
    }
}
