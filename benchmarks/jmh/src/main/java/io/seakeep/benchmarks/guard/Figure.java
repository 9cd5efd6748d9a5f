package io.seakeep.benchmarks.guard;

/** What is told of a comparison, and can have a budget. */
enum Figure {
    /** Time of ours over time of the floor, in the same round. */
    RATIO("x floor"),
    /** Time of ours less the floor's, in {@code LongAdder.increment}s of the same round. */
    INCREMENTS("increments above floor"),
    /** Time of ours less the floor's, in nanoseconds. */
    NANOS_ABOVE("ns above floor"),
    /** Bytes allocated by one operation of ours. */
    BYTES("B/op");

    private final String unit;

    Figure(String unit) {
        this.unit = unit;
    }

    /** Whether it is made of times, which scatter from run to run; bytes are exact. */
    boolean ofTimes() {
        return this != BYTES;
    }

    String unit() {
        return unit;
    }
}
