package io.seakeep.scenarios.demo;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.seakeep.CallRejectedException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What became of the calls that one client had to make in one phase. Safe for use by many threads. */
final class Score {

    private static final long HIGHEST_NANOS = 60_000_000_000L;

    private final LongAdder due = new LongAdder();
    private final LongAdder inTime = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Histogram good = new ConcurrentHistogram(HIGHEST_NANOS, 3);
    private final Histogram refused = new ConcurrentHistogram(HIGHEST_NANOS, 3);
    private final Histogram ended = new ConcurrentHistogram(HIGHEST_NANOS, 3);

    /** How a call ended, as its caller sees it. */
    enum Ending {
        /** Well, and soon enough. */
        GOOD,
        /** Well, but too late to be of use. */
        LATE,
        FAILED,
        /** It was not even tried, or not again. */
        REFUSED;

        /** @param nanos how long the caller waited */
        static Ending of(@Nullable Integer status, @Nullable Throwable thrown, long nanos) {
            if (status != null) {
                return status >= 500 ? FAILED : nanos <= Known.PATIENCE.toNanos() ? GOOD : LATE;
            }
            return isRefusal(thrown instanceof CompletionException ? thrown.getCause() : thrown) ? REFUSED : FAILED;
        }

        private static boolean isRefusal(@Nullable Throwable thrown) {
            return thrown instanceof CallRejectedException
                    || thrown instanceof CallNotPermittedException
                    || thrown instanceof BulkheadFullException;
        }
    }

    void due() {
        due.increment();
    }

    /**
     * A call has ended.
     *
     * @param nanos since it was due, which is earlier than it was sent if the sender was late: what its caller waited
     */
    void ended(Ending ending, long nanos) {
        long shown = Math.min(nanos, HIGHEST_NANOS);
        switch (ending) {
            case GOOD -> {
                good.recordValue(shown);
                inTime.increment();
            }
            case LATE -> good.recordValue(shown);
            case FAILED -> failed.increment();
            case REFUSED -> refused.recordValue(shown);
        }
        ended.recordValue(shown);
    }

    long calls() {
        return due.sum();
    }

    long good() {
        return good.getTotalCount();
    }

    long failed() {
        return failed.sum();
    }

    long refused() {
        return refused.getTotalCount();
    }

    /** Calls of which nothing has been heard. */
    long open() {
        long over = good() + failed() + refused();
        return calls() - over;
    }

    double goodPercent() {
        return 100.0 * good() / calls();
    }

    long inTime() {
        return inTime.sum();
    }

    double inTimePercent() {
        return 100.0 * inTime() / calls();
    }

    /** Of the good answers, in milliseconds; NaN if there are none. */
    double goodMillis(double quantile) {
        return millis(good, quantile);
    }

    /** Of all calls that ended, in whatever way: when the caller knew. */
    double endedMillis(double quantile) {
        return millis(ended, quantile);
    }

    double refusedMillis(double quantile) {
        return millis(refused, quantile);
    }

    private static double millis(Histogram histogram, double quantile) {
        return histogram.getTotalCount() == 0 ? Double.NaN : histogram.getValueAtPercentile(100 * quantile) / 1e6;
    }
}
