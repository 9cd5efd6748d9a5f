package io.seakeep.time;

/** What {@link VirtualTime#parkUntil} does while no other thread moves the clock. */
enum ParkMode {
    /** It moves the clock itself. */
    MOVES_THE_CLOCK,

    /** It waits for somebody to advance it. */
    WAITS
}
