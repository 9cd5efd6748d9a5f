package io.seakeep.breaker;

import java.math.BigDecimal;

/** Writes quantiles for people: {@code p90}, {@code p99.9}. */
final class Quantiles {

    private Quantiles() {}

    static String name(double quantile) {
        BigDecimal percent = BigDecimal.valueOf(quantile).movePointRight(2).stripTrailingZeros();
        return "p" + percent.toPlainString();
    }
}
