package io.seakeep.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What no guard can do without: a call is timed by two clock reads, and counted by one increment. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Floor {

    private final LongAdder adder = new LongAdder();

    /** Two clock reads around nothing. */
    @Benchmark
    public long twoClockReads() {
        long startNanos = System.nanoTime();
        return System.nanoTime() - startNanos;
    }

    /** Two clock reads around a call of the user's code that is not inlined. */
    @Benchmark
    public long twoClockReadsOpaque(CodeRotation rotation) {
        long startNanos = System.nanoTime();
        String answer = rotation.next().get();
        return System.nanoTime() - startNanos + answer.length();
    }

    /** The cheapest way to count that many threads can share. */
    @Benchmark
    public void increment() {
        adder.increment();
    }
}
