package io.seakeep.scenarios.proof;

/** How a service does when all is well, as seen before something went wrong; and when it does so again. */
final class Normality {

    private static final double GOODPUT = 0.99;
    private static final double SLOWER = 2;
    private static final int SECONDS_IN_A_ROW = 5;

    private final Recorder recorder;
    private final double p99Millis;

    /** From what was written down in that time. */
    Normality(Recorder recorder, double fromSecond, double toSecond) {
        this.recorder = recorder;
        this.p99Millis = recorder.millis(0.99, fromSecond, toSecond);
    }

    /**
     * How many seconds after that one it was normal again: the first of five seconds in a row in each of which at least 99 % of the calls
     * that begin end well, and the p99 is at most twice what it was. NaN if there are none.
     */
    double secondsUntilBack(double afterSecond, double endSecond) {
        int inARow = 0;
        for (double second = afterSecond; second < endSecond; second++) {
            inARow = isNormal(second) ? inARow + 1 : 0;
            if (inARow == SECONDS_IN_A_ROW) {
                return second + 1 - SECONDS_IN_A_ROW - afterSecond;
            }
        }
        return Double.NaN;
    }

    private boolean isNormal(double second) {
        return recorder.goodput(second, second + 1) >= GOODPUT
                && recorder.millis(0.99, second, second + 1) <= SLOWER * p99Millis;
    }
}
