package io.seakeep.scenarios.demo;

import java.util.concurrent.atomic.AtomicLongArray;

/** How the calls of each second of the course went. Safe for use by many threads. */
final class Seconds {

    private final AtomicLongArray due;
    private final AtomicLongArray inTime;

    Seconds(int length) {
        this.due = new AtomicLongArray(length);
        this.inTime = new AtomicLongArray(length);
    }

    int length() {
        return due.length();
    }

    void due(double second) {
        due.incrementAndGet(index(second));
    }

    void inTime(double second) {
        inTime.incrementAndGet(index(second));
    }

    /** The share of the calls due in that second that had a good answer in time; NaN if none were. */
    double share(int second) {
        long all = due.get(second);
        return all == 0 ? Double.NaN : (double) inTime.get(second) / all;
    }

    private int index(double second) {
        return Math.max(0, Math.min(due.length() - 1, (int) second));
    }
}
