package io.seakeep.scenarios.hedges;

/** Something that a disk is asked to do. */
interface Work {

    /** The disk would begin now. Answers false if it is not to. */
    boolean begins();

    /** How long it takes, asked once it has begun. */
    long nanos();

    /** It is done. */
    void ended();
}
