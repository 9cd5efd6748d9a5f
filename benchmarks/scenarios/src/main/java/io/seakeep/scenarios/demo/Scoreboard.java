package io.seakeep.scenarios.demo;

import io.seakeep.CallRejectedException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What became of one client's calls, by the phase in which each was due. */
final class Scoreboard {

    private final String client;
    private final List<Score> scores;

    Scoreboard(String client, int phases) {
        this.client = client;
        this.scores = Stream.generate(Score::new).limit(phases).toList();
    }

    String client() {
        return client;
    }

    Score of(int phase) {
        return scores.get(phase);
    }

    long calls() {
        return scores.stream().mapToLong(score -> score.due.get()).sum();
    }

    long open() {
        return scores.stream().mapToLong(Score::open).sum();
    }

    /** The calls of one phase. A call is useful if it brought a good answer. */
    static final class Score {

        private final AtomicLong due = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();
        private final Histogram useful = new ConcurrentHistogram(60_000_000_000L, 2);

        void due() {
            due.incrementAndGet();
        }

        /**
         * The call has ended.
         *
         * @param nanos since it was due, which is earlier than it was sent if the sender was late: what a caller waits
         */
        void ended(@Nullable Integer status, @Nullable Throwable thrown, long nanos) {
            if (status != null && status < 500) {
                useful.recordValue(Math.min(nanos, useful.getHighestTrackableValue()));
            } else if (isRefusal(thrown)) {
                refused.incrementAndGet();
            } else {
                failed.incrementAndGet();
            }
        }

        private static boolean isRefusal(@Nullable Throwable thrown) {
            return thrown instanceof CallRejectedException
                    || (thrown instanceof CompletionException && thrown.getCause() instanceof CallRejectedException);
        }

        long calls() {
            return due.get();
        }

        long useful() {
            return useful.getTotalCount();
        }

        long failed() {
            return failed.get();
        }

        long refused() {
            return refused.get();
        }

        long open() {
            return calls() - useful() - failed() - refused();
        }

        /** Of the useful calls, in milliseconds; NaN if there are none. */
        double quantileMillis(double quantile) {
            return useful() == 0 ? Double.NaN : useful.getValueAtPercentile(100 * quantile) / 1e6;
        }
    }
}
