package io.seakeep.benchmarks;

/**
 * A number that one thread counts up. It stands in the middle of an array, because the counters of two threads in one
 * cache line would cost more than what is measured.
 */
final class ThreadCounter {

    private static final int MIDDLE = 32;

    private final int[] cell = new int[2 * MIDDLE];

    int next() {
        return cell[MIDDLE]++;
    }
}
