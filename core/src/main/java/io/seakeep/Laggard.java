package io.seakeep;

/**
 * Whether a replica is late far more often than the others, by Wald's sequential test (Ann. Math. Stat. 16, 1945): each attempt that is late speaks
 * for that by the logarithm of how much likelier it is of a laggard than of the others, each that is in time speaks against it.
 *
 * <p>It takes three ticks at least, so that a replica that paused is none. While it is one few attempts go there; how often they were late is what
 * those in time speak against, so the more often that was, the fewer of these it takes. And what was said fades, so that none is one for good
 * because nobody looks. For one thread at a time, but for {@link #is}.
 */
final class Laggard {

    /** A laggard is late so many times as often as the others, as far as that is possible. */
    private static final double TIMES = 10;

    private static final double MOST_OFTEN = 0.9;

    /** So many are no matter, for hedges make up for them. */
    private static final double LEAST_USUAL = 0.02;

    /** By chance, at 100 attempts a second, it is reached less than once in ten days. */
    private static final double ENOUGH = 14;

    private static final double MOST = 18;
    private static final double TOO_LITTLE = 4;
    private static final double MOST_IN_A_TICK = 5;

    /** Some three seconds at least, lest one that is late by fits and starts gets all of its share between them. */
    private static final double LEAST_IN_A_TICK = -1;

    /** By half in ten seconds. */
    private static final double FADING = Math.pow(0.5, 1.0 / 40);

    private double evidence;
    private LateAttempts asOne = LateAttempts.NONE;
    private volatile boolean is;

    /**
     * Learns from a tick.
     *
     * @param attempts those of the tick
     * @param ofOthers the share of the others' attempts that is late
     */
    void learn(LateAttempts attempts, double ofOthers) {
        double usual = Math.max(LEAST_USUAL, ofOthers);
        double ofLaggards = Math.min(MOST_OFTEN, Math.max(TIMES * usual, shareAsOne()));
        double says = ofLaggards <= usual
                ? 0
                : attempts.late() * Math.log(ofLaggards / usual)
                        + attempts.inTime() * Math.log((1 - ofLaggards) / (1 - usual));
        double least = is ? LEAST_IN_A_TICK : Double.NEGATIVE_INFINITY;
        evidence = FADING * evidence + Math.max(least, Math.min(MOST_IN_A_TICK, says));
        evidence = Math.max(0, Math.min(MOST, evidence));
        is = evidence >= (is ? TOO_LITTLE : ENOUGH);
        asOne = is ? asOne.plus(attempts) : LateAttempts.NONE;
    }

    private double shareAsOne() {
        return asOne.all() == 0 ? 0 : asOne.share(0, 0);
    }

    /** For any thread. */
    boolean is() {
        return is;
    }
}
