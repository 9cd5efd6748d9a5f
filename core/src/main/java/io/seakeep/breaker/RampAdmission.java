package io.seakeep.breaker;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Which calls pass during one recovery.
 *
 * <p>Two things let a call pass. The <i>share</i>, by error diffusion (Floyd and Steinberg 1976): the shares of the calls that
 * arrive are added up from a random start, and a call passes when the sum passes a whole number. So of any calls in a row at
 * most their share and one more pass, never a burst of luck, and the random start keeps many processes out of step. And the
 * <i>floor</i>, by time: a probe when the last one was long enough ago, whatever has become of that. Nothing is counted in and
 * out, so nothing can leak.
 *
 * <p>While probes are not answered at all, they hang, and more of them would hang as well. So the share is void until there
 * is an answer, and each probe of the floor without one doubles the wait for the next, up to the longest time to stay open.
 * It is not given up for that: a dependency that answers late by nature has to be able to answer.
 *
 * <p>Lock-free. {@code intervalNanos} and {@code answeredNanos} are written without regard for each other: the worst of it
 * is one probe sooner or later.
 */
final class RampAdmission {

    final long startNanos;
    private final long baseNanos;
    private final long longestNanos;
    private final long patienceNanos;

    /** The sum of the shares that arrived; whole numbers are multiples of 2^32. */
    private final AtomicLong sum;

    private final AtomicLong probeDueNanos;
    private volatile long intervalNanos;
    private volatile long answeredNanos;

    /** @param start where the sum of shares starts, from 0 to 2^32 − 1 */
    RampAdmission(Terms terms, long nowNanos, long start) {
        this.startNanos = nowNanos;
        this.baseNanos = terms.probeNanos();
        this.longestNanos = Math.max(terms.probeNanos(), terms.openMaxNanos());
        this.patienceNanos = terms.stepNanos();
        this.sum = new AtomicLong(start);
        this.probeDueNanos = new AtomicLong(nowNanos);
        this.intervalNanos = baseNanos;
        this.answeredNanos = nowNanos;
    }

    boolean admits(double share, long nowNanos) {
        return passesByShare(share, nowNanos) || passesByTime(nowNanos);
    }

    private boolean passesByShare(double share, long nowNanos) {
        if (share == 0 || nowNanos - answeredNanos > patienceNanos) {
            return false;
        }
        long part = (long) (share * 0x1p32);
        long before = sum.getAndAdd(part);
        return (before + part) >>> 32 != before >>> 32;
    }

    private boolean passesByTime(long nowNanos) {
        long due = probeDueNanos.get();
        long interval = intervalNanos;
        if (nowNanos - due < 0 || !probeDueNanos.compareAndSet(due, nowNanos + interval)) {
            return false;
        }
        intervalNanos = Math.min(2 * interval, longestNanos);
        return true;
    }

    /** A probe was answered, well or badly. */
    void answered(long nowNanos) {
        answeredNanos = nowNanos;
        intervalNanos = baseNanos;
        long due = probeDueNanos.get();
        if (due - nowNanos > baseNanos) {
            probeDueNanos.compareAndSet(due, nowNanos + baseNanos);
        }
    }

    /** A call that passed here was refused further in: another one may pass in its place. */
    void unused() {
        intervalNanos = baseNanos;
        probeDueNanos.set(startNanos);
    }

    long intervalNanos() {
        return intervalNanos;
    }

    /** How long until the next probe of the floor. */
    long nextProbeNanos(long nowNanos) {
        return Math.max(0, probeDueNanos.get() - nowNanos);
    }
}
