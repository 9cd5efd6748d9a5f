package io.seakeep.scenarios.limits;

/** How a request ended, as its caller sees it. */
enum Answer {
    GOOD,
    /** An error that has nothing to do with load. */
    ERROR,
    /** Turned away by the server, because it has too much to do. */
    TURNED_AWAY,
    /** None came while the caller waited. */
    NONE_IN_TIME
}
