package io.seakeep.benchmarks.guard;

import java.util.function.Supplier;

/**
 * Something the guard measures.
 *
 * @param name what it goes by in {@link Budgets} and on the command line
 * @param floor what the floor is, in words
 * @param trial makes the subjects anew
 */
record Comparison(String name, String floor, Supplier<Trial> trial) {}
