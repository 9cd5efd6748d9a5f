package io.seakeep.bulkhead;

import io.seakeep.Priority;

/**
 * How many attempts of each priority have asked for a permit, and how many were refused. Those of default priority are not counted
 * when they ask, because nearly all are of that one: they are the rest.
 */
final class Demand {

    private static final int PRIORITIES = Priority.values().length;

    private final LazyCounters asked = new LazyCounters(PRIORITIES);
    private final LazyCounters refused = new LazyCounters(PRIORITIES);
    private final long[] askedBefore = new long[PRIORITIES];
    private final long[] refusedBefore = new long[PRIORITIES];

    /** Of any priority but the default one. */
    void asked(Priority priority) {
        asked.increment(priority.ordinal());
    }

    void refused(Priority priority) {
        refused.increment(priority.ordinal());
    }

    /** How many were refused since the start. */
    long refusals(Priority priority) {
        return refused.sum(priority.ordinal());
    }

    /**
     * How many of each priority have asked since this was called before. For one thread at a time.
     *
     * @param ended how many attempts have ended meanwhile, which is about how many were let in
     */
    long[] take(long ended) {
        long[] demand = new long[PRIORITIES];
        long rest = ended;
        for (int i = 0; i < PRIORITIES; i++) {
            long nowAsked = asked.sum(i);
            long nowRefused = refused.sum(i);
            long newlyRefused = nowRefused - refusedBefore[i];
            demand[i] = nowAsked - askedBefore[i];
            rest -= demand[i] - newlyRefused;
            askedBefore[i] = nowAsked;
            refusedBefore[i] = nowRefused;
        }
        int rests = Priority.DEFAULT.ordinal();
        demand[rests] = Math.max(0, rest);
        return demand;
    }
}
