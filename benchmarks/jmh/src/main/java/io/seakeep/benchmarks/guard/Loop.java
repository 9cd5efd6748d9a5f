package io.seakeep.benchmarks.guard;

/** One operation, over and over, on one thread. The loop stands inside, so that the JIT compiles both together. */
@FunctionalInterface
interface Loop {

    void run(int operations);
}
