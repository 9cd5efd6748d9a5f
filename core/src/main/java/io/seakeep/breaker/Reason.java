package io.seakeep.breaker;

import org.jspecify.annotations.Nullable;

/**
 * Why the breaker is in the state it is in, in words and in the numbers the words are made of.
 *
 * @param criterion what it opened on, or null when nothing was measured
 * @param measured the number that was judged
 * @param limit what it was held against
 * @param samples how many attempts it was taken from
 */
record Reason(@Nullable Criterion criterion, String words, double measured, double limit, long samples) {

    static Reason of(String words) {
        return new Reason(null, words, Double.NaN, Double.NaN, 0);
    }

    static Reason of(Criterion criterion, String words, double measured, double limit, long samples) {
        return new Reason(criterion, words, measured, limit, samples);
    }

    /** Whether it says that nothing succeeds, and not only that too little does. */
    boolean isTotal() {
        return criterion == Criterion.CONSECUTIVE_FAILURES
                || criterion == Criterion.HANG
                || (criterion == Criterion.FAILURE_RATE && measured >= 1);
    }
}
