package io.seakeep.benchmarks.guard;

import java.util.Arrays;

/** Figures of one kind, one from each round, in the order of the rounds. Immutable. */
final class Samples {

    private final double[] values;

    Samples(double... values) {
        this.values = values.clone();
    }

    int size() {
        return values.length;
    }

    double get(int round) {
        return values[round];
    }

    /**
     * The value that a tenth of all reach from below, by nearest rank: the 5th smallest of 50; not a number if there is
     * none, or one that is none.
     */
    double lowerDecile() {
        double[] sorted = sorted();
        int size = sorted.length;
        if (size == 0 || Double.isNaN(sorted[size - 1])) {
            return Double.NaN;
        }
        return sorted[(size + 9) / 10 - 1];
    }

    /** The middle value, or the mean of the two in the middle; not a number if there is none, or one that is none. */
    double median() {
        double[] sorted = sorted();
        int size = sorted.length;
        if (size == 0 || Double.isNaN(sorted[size - 1])) { // sorting puts what is no number last
            return Double.NaN;
        }
        return size % 2 == 1 ? sorted[size / 2] : (sorted[size / 2 - 1] + sorted[size / 2]) / 2;
    }

    double lowest() {
        return values.length == 0 ? Double.NaN : sorted()[0];
    }

    double highest() {
        return values.length == 0 ? Double.NaN : sorted()[values.length - 1];
    }

    private double[] sorted() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
