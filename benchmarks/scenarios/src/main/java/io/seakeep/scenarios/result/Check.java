package io.seakeep.scenarios.result;

/**
 * Something that must come out.
 *
 * @param says what, as a sentence with the bound in it
 * @param found what did, with its unit
 * @param held whether it is so
 */
public record Check(String says, String found, boolean held) {

    /** A number that must be so much or more. */
    public static Check atLeast(String says, double found, double bound, String unit) {
        return new Check(says, number(found, unit), found >= bound);
    }

    /** A number that must be so much or less. */
    public static Check atMost(String says, double found, double bound, String unit) {
        return new Check(says, number(found, unit), found <= bound);
    }

    private static String number(double found, String unit) {
        return Numbers.short4(found) + (unit.isEmpty() ? "" : " " + unit);
    }
}
