package io.seakeep.benchmarks.guard;

/**
 * What one figure may be.
 *
 * @param comparison the name of what is measured
 * @param threads how many threads do it at once
 * @param target what the design wants
 * @param limit above this the guard fails; at or above the target
 */
record Budget(String comparison, int threads, Figure figure, double target, double limit) {

    Budget {
        if (!(target >= 0 && target <= limit)) {
            throw new IllegalArgumentException("budget of " + comparison + " must have 0 <= target <= limit: target="
                    + target + ", limit=" + limit);
        }
    }

    /** What is no number was not measured, and stands as badly as can be. */
    Standing judge(double value) {
        if (value <= target) {
            return Standing.HOLDS;
        }
        return value <= limit ? Standing.MISSES_TARGET : Standing.OVER_LIMIT;
    }
}
