package io.seakeep.scenarios.timeouts;

/** A rule that derives a timeout. */
interface TimeoutRival {

    String name();

    double timeoutMillis();

    /**
     * An attempt ended: it was seen to its end, or cut off at the timeout.
     *
     * @param millis how long it took, or would have taken
     */
    void attempt(double millis);

    /** Ten seconds are over. */
    void windowEnds();
}
