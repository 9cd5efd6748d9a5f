package io.seakeep.settings;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers that need not be whole. */
record NumberType(double lowest, double highest, Lowest lowestIs, Kind kind) implements ValueType<Double> {

    private static final Pattern FORM = Pattern.compile("\\d{1,15}(\\.\\d{1,15})?");

    /** Whether the lowest value is itself one of the range. */
    enum Lowest {
        INCLUDED,
        EXCLUDED
    }

    /** What the number says. */
    enum Kind {
        SHARE,
        NUMBER
    }

    static NumberType share(double lowest, double highest) {
        return new NumberType(lowest, highest, Lowest.INCLUDED, Kind.SHARE);
    }

    static NumberType shareAbove(double above, double highest) {
        return new NumberType(above, highest, Lowest.EXCLUDED, Kind.SHARE);
    }

    static NumberType number(double lowest, double highest) {
        return new NumberType(lowest, highest, Lowest.INCLUDED, Kind.NUMBER);
    }

    static NumberType numberAbove(double above, double highest) {
        return new NumberType(above, highest, Lowest.EXCLUDED, Kind.NUMBER);
    }

    @Override
    public @Nullable Double parse(String text) {
        boolean percent = kind == Kind.SHARE && text.endsWith("%");
        String number = percent ? text.substring(0, text.length() - 1).trim() : text;
        if (!FORM.matcher(number).matches()) {
            return null;
        }
        BigDecimal exact = new BigDecimal(number);
        return (percent ? exact.movePointLeft(2) : exact).doubleValue();
    }

    @Override
    public boolean allows(Double value) {
        return value <= highest && (lowestIs == Lowest.INCLUDED ? value >= lowest : value > lowest);
    }

    @Override
    public String format(Double value) {
        if (!Double.isFinite(value)) {
            return value.toString(); // out of any range, and only shown
        }
        return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
    }

    @Override
    public String range() {
        return (lowestIs == Lowest.INCLUDED ? "from " + format(lowest) + " to " : "above " + format(lowest) + " up to ")
                + format(highest);
    }

    @Override
    public String unit() {
        return kind == Kind.SHARE ? "share" : "number";
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public int compare(Double a, Double b) {
        return a.compareTo(b);
    }
}
