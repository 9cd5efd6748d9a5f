package io.seakeep.benchmarks.guard;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

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

    /** By the rounds: the first with the first, the second with the second. */
    Samples over(Samples other) {
        return pairwise(other, (ours, theirs) -> ours / theirs);
    }

    /** By the rounds. */
    Samples minus(Samples other) {
        return pairwise(other, (ours, theirs) -> ours - theirs);
    }

    private Samples pairwise(Samples other, DoubleBinaryOperator operator) {
        if (other.size() != size()) {
            throw new IllegalArgumentException(
                    "rounds must pair up: " + size() + " here and " + other.size() + " there");
        }
        double[] results = new double[size()];
        for (int i = 0; i < results.length; i++) {
            results[i] = operator.applyAsDouble(values[i], other.values[i]);
        }
        return new Samples(results);
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
