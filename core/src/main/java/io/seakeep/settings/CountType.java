package io.seakeep.settings;

import org.jspecify.annotations.Nullable;

/** Whole numbers. */
record CountType(int lowest, int highest) implements ValueType<Integer> {

    @Override
    public @Nullable Integer parse(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException none) {
            return null;
        }
    }

    @Override
    public boolean allows(Integer value) {
        return value >= lowest && value <= highest;
    }

    @Override
    public String format(Integer value) {
        return value.toString();
    }

    @Override
    public String range() {
        return "a whole number from " + lowest + " to " + highest;
    }

    @Override
    public String unit() {
        return "count";
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public int compare(Integer a, Integer b) {
        return a.compareTo(b);
    }
}
