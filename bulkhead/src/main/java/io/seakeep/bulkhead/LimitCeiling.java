package io.seakeep.bulkhead;

/**
 * The limit at which the dependency turned attempts away, or left them without an answer, and is to be approached with care: near to
 * it at first, then slowly past it, for it may have moved. Forgotten after {@value #MEMORY_SECONDS} seconds. For one thread at a time.
 */
final class LimitCeiling {

    private static final double MEMORY_SECONDS = 60;
    private static final double FIRST_SHARE = 0.96;
    private static final double SHARE_PER_SECOND = 0.002;
    private static final double HIGHEST_PROBE = 0.98;

    private double limit = Double.NaN;
    private double ageSeconds;

    void hitAt(double newLimit) {
        limit = newLimit;
        ageSeconds = 0;
    }

    void age(double seconds) {
        ageSeconds += seconds;
        if (ageSeconds > MEMORY_SECONDS) {
            limit = Double.NaN;
        }
    }

    boolean stands() {
        return !Double.isNaN(limit);
    }

    /** How far a limit may grow towards the wanted one. */
    double cap(double from, double wanted) {
        if (!stands() || wanted <= from) {
            return wanted;
        }
        return Math.min(wanted, Math.max(from, limit * (FIRST_SHARE + SHARE_PER_SECOND * ageSeconds)));
    }

    /** How far above itself a limit may be tried out. */
    double capProbe(double from, double wanted) {
        return stands() ? Math.min(wanted, Math.max(from, HIGHEST_PROBE * limit - 1)) : wanted;
    }
}
