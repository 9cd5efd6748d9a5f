package io.seakeep.bulkhead;

import io.seakeep.Priority;
import io.seakeep.Tick;
import java.util.concurrent.TimeUnit;

/**
 * Whom a bulkhead lets in at this moment: everybody, or, from the first refusal until it has been calm for a while, what
 * {@link AdmissionRule} has prepared. Asked on the hot path, where it is one volatile read for attempts of default priority.
 */
final class AdmissionControl {

    private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(AdmissionRule.CALM_SECONDS);

    private final Demand demand = new Demand();
    private final AdmissionRule rule;

    private volatile Admission current = Admission.OPEN;
    private volatile Admission prepared = Admission.OPEN;
    private volatile boolean wasFull;

    private long lastFullNanos;

    /** @param maxWaitNanos for how long an attempt may wait; zero if it may not */
    AdmissionControl(long maxWaitNanos) {
        this.rule = new AdmissionRule(maxWaitNanos / 1e9);
    }

    /** Changes for how long an attempt may wait; zero if it may not. For the tick. */
    void maxWait(long maxWaitNanos) {
        rule.maxWaitSeconds(maxWaitNanos / 1e9);
    }

    Admission current() {
        return current;
    }

    void asked(Priority priority) {
        if (priority != Priority.DEFAULT) {
            demand.asked(priority);
        }
    }

    /** There was no permit for somebody. */
    void full() {
        if (!wasFull) {
            wasFull = true;
            current = prepared;
        }
    }

    void refused(Priority priority) {
        demand.refused(priority);
    }

    long refusals(Priority priority) {
        return demand.refusals(priority);
    }

    /** Whether some leave permits free for others now. */
    boolean reserves() {
        return current.reserves();
    }

    /** @param makingRoomFor how many permits are about to be taken away */
    void onTick(Tick tick, int limit, int makingRoomFor, int inside, long epochMillis) {
        long left = tick.counts().total();
        rule.learn(tick.spanNanos() / 1e9, demand.take(left), left, inside);
        prepared = rule.decide(limit, epochMillis).keepingMore(makingRoomFor);
        if (wasFull) {
            wasFull = false;
            lastFullNanos = tick.nowNanos();
            current = prepared;
        } else if (current != Admission.OPEN) {
            current = tick.nowNanos() - lastFullNanos < CALM_NANOS ? prepared : Admission.OPEN;
        }
    }
}
