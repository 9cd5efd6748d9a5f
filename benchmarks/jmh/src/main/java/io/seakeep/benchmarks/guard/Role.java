package io.seakeep.benchmarks.guard;

/** What a subject is in a trial. */
enum Role {
    /** What is judged. */
    OURS,
    /** What it is compared with: the least that could do the job, or a peer. */
    FLOOR,
    /** {@code LongAdder.increment}, the unit in which what lies above the floor is told. */
    INCREMENT
}
