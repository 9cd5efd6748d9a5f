package io.seakeep.timeout;

import java.math.BigDecimal;
import java.math.MathContext;

/** Shares, for people. */
final class Percent {

    private static final MathContext TWO_DIGITS = new MathContext(2);

    private Percent() {}

    /** Such as {@code 0.13 %}. */
    static String format(double share) {
        return new BigDecimal(100 * share)
                        .round(TWO_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }
}
