package io.seakeep.breaker;

import io.seakeep.Problems;

/**
 * The settings of {@link Criterion#SLOWER_THAN_BASELINE}.
 *
 * @param factor how many times the usual is too slow
 * @param quantile which quantile is compared
 */
record Slower(double factor, double quantile) {

    void check(Problems problems) {
        problems.requireAboveUpTo("breaker.slower-than-baseline.factor", factor, 1, 1_000);
        problems.requireBetween("breaker.slower-than-baseline.quantile", quantile, 0.5, 0.999);
    }

    String describe() {
        return "the " + Quantiles.name(quantile) + " is above " + factor + " times the usual";
    }
}
