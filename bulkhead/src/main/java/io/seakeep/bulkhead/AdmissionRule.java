package io.seakeep.bulkhead;

import io.seakeep.Priority;

/**
 * Decides on the tick whom a bulkhead is to let in while it is full.
 *
 * <p><b>The reserve.</b> Attempts of one priority leave some permits free for more important ones. How many, follows from the load
 * of the latter: if they alone would keep a share A of the permits busy, then while less important ones take whatever they may, a
 * more important one finds none with a chance of about A to the power of the reserve (a queue of arrivals at rate A and departures at
 * rate 1 that has to climb that far; trunk reservation: Kelly, "Loss Networks", Ann. Appl. Prob. 1(3), 1991). The reserve makes that 1
 * in {@value #CRITICAL_REFUSED_IN} for critical attempts and 1 in {@value #OTHERS_REFUSED_IN} for others, counted from what those
 * leave free themselves. So a few permits do where the important calls are few; they are the price, for they are mostly idle. Where
 * calls may wait, a permit that comes free in time does as well as one that was kept free, and the reserve is smaller by what is
 * likely to come free, often zero. It is at most half of the limit, for small limits would otherwise be all reserve; but where
 * those who are more important need all there is, the others get nothing.
 *
 * <p><b>Cohorts.</b> Of the priority that gets a part of what it asks for, so many cohorts are taken as make up that part, and the
 * others are not: then the same users are served by everything that they need, instead of each losing something everywhere. Which
 * come first changes every hour, at the same time in all services.
 *
 * <p><b>What is known.</b> Loads are permits' worth of work: the rate at which attempts ask, times how long one stays, which is how
 * many are inside divided by how many leave in a second (Little's law). Both are remembered with a time constant of a second. What
 * is decided takes effect with the first refusal, and ends {@value #CALM_SECONDS} seconds after the last; a bulkhead that refuses
 * nobody keeps nothing free. For one thread at a time.
 */
final class AdmissionRule {

    static final int CALM_SECONDS = 10;

    private static final int CRITICAL_REFUSED_IN = 1_000;
    private static final int OTHERS_REFUSED_IN = 50;

    private static final double MOST_RESERVED = 0.5;

    private static final int PRIORITIES = Priority.values().length;
    private static final double MEMORY_SECONDS = 1;

    /** What is measured is not exact, and idle permits help nobody. */
    private static final double GENEROSITY = 1.02;

    private static final long HOUR_MILLIS = 3_600_000;

    /** Odd, so that all cohorts have their turn. */
    private static final int HOURLY_STEP = 37;

    private final double[] ratePerSecond = new double[PRIORITIES];
    private double maxWaitSeconds;
    private double knownSeconds;
    private double insideMean;
    private double leavingPerSecond;

    /** @param maxWaitSeconds for how long an attempt may wait; zero if it may not */
    AdmissionRule(double maxWaitSeconds) {
        this.maxWaitSeconds = maxWaitSeconds;
    }

    /** Changes for how long an attempt may wait; zero if it may not. */
    void maxWaitSeconds(double seconds) {
        maxWaitSeconds = seconds;
    }

    /**
     * Learns from a tick.
     *
     * @param demand how many of each priority have asked
     * @param left how many attempts have ended
     * @param inside how many are inside
     */
    void learn(double seconds, long[] demand, long left, int inside) {
        if (seconds <= 0) {
            return;
        }
        knownSeconds += seconds;
        double weight = Math.max(1 - Math.exp(-seconds / MEMORY_SECONDS), seconds / knownSeconds);
        for (int i = 0; i < PRIORITIES; i++) {
            ratePerSecond[i] += weight * (demand[i] / seconds - ratePerSecond[i]);
        }
        insideMean += weight * (inside - insideMean);
        leavingPerSecond += weight * (left / seconds - leavingPerSecond);
    }

    /** What follows for a bulkhead with that limit. */
    Admission decide(int limit, long epochMillis) {
        if (leavingPerSecond <= 0) {
            return Admission.OPEN; // nothing is known of how long an attempt stays
        }
        double secondsEach = insideMean / leavingPerSecond;
        int[] keeps = new int[PRIORITIES];
        int[] cohortsTaken = new int[PRIORITIES];
        double moreImportant = 0;
        int keep = 0;
        for (int i = 0; i < PRIORITIES; i++) {
            double share = ratePerSecond[i] * secondsEach / limit;
            keeps[i] = keep;
            cohortsTaken[i] = cohortsTaken(moreImportant, share);
            moreImportant += share;
            keep = share > 0
                    ? keepBelow(keep, i == 0 ? CRITICAL_REFUSED_IN : OTHERS_REFUSED_IN, moreImportant, limit)
                    : keep;
        }
        return new Admission(keeps, cohortsTaken, (int) (epochMillis / HOUR_MILLIS * HOURLY_STEP % Admission.COHORTS));
    }

    /** What those below a priority leave free, which itself leaves so many. */
    private int keepBelow(int kept, int oneRefusedIn, double load, int limit) {
        if (load >= 1) {
            return limit;
        }
        double steps = Math.log(1.0 / oneRefusedIn) / Math.log(load);
        double comingFree = leavingPerSecond * maxWaitSeconds * (1 - load);
        return (int) Math.min(kept + Math.max(0, Math.ceil(steps - comingFree)), Math.max(kept, limit * MOST_RESERVED));
    }

    private static int cohortsTaken(double moreImportant, double share) {
        double room = 1 - moreImportant;
        if (share <= room) {
            return Admission.COHORTS;
        }
        double part = Math.max(0, room) / share * GENEROSITY;
        return (int) Math.min(Admission.COHORTS, Math.round(part * Admission.COHORTS));
    }
}
