package io.seakeep.scenarios.hedges;

/** How the keys that calls wait for reach the dependency. Batches of them come at random times. */
enum Traffic {
    /** Of many callers, each with its own share of the keys, so that here they come one by one. */
    MIXED(1, 2_000),
    /** Of one caller, that asks for a thousand keys at the same moment. */
    AT_ONCE(1_000, 20);

    private final int keysAtOnce;
    private final double perSecond;

    Traffic(int keysAtOnce, double perSecond) {
        this.keysAtOnce = keysAtOnce;
        this.perSecond = perSecond;
    }

    int keysAtOnce() {
        return keysAtOnce;
    }

    /** How many batches there are in a second, on average. */
    double perSecond() {
        return perSecond;
    }

    /** The quantile of the batches that is one of the calls that wait for so many keys. */
    double quantileOfBatches(double quantileOfCalls, int keysOfCall) {
        return Math.pow(quantileOfCalls, (double) keysAtOnce / keysOfCall);
    }
}
