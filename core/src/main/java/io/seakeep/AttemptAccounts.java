package io.seakeep;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the tracker cannot tell of the attempts that it counts, because it knows neither which of them were extra ones nor that some
 * succeeded of which it is to record less. A first attempt without a hedge writes nothing here.
 */
final class AttemptAccounts {

    private final LongAdder extraEnded = new LongAdder();
    private final LongAdder unrecordedSuccesses = new LongAdder();

    /** An attempt that was not the first of its call has ended. */
    void extraEnded() {
        extraEnded.increment();
    }

    /** An attempt succeeded, and the tracker hears that it was cancelled: it had a hedge or was one. */
    void successUnrecorded() {
        unrecordedSuccesses.increment();
    }

    long extras() {
        return extraEnded.sum();
    }

    long unrecordedSuccesses() {
        return unrecordedSuccesses.sum();
    }
}
