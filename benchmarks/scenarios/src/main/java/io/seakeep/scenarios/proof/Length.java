package io.seakeep.scenarios.proof;

/** How much of a scenario is run. */
public enum Length {
    /** As little as still shows it: a few seconds. */
    QUICK,
    FULL
}
