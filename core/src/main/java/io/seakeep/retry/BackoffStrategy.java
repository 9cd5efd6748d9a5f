package io.seakeep.retry;

import io.seakeep.RetryStrategy;
import io.seakeep.Verdict;
import java.util.random.RandomGenerator;

/** A {@link Retry} at work. Immutable but for its randomness, which any thread may draw from. */
final class BackoffStrategy implements RetryStrategy {

    private final int attempts;
    private final Backoff backoff;
    private final long longestPushbackNanos;
    private final Retry.Assumed assumed;
    private final RandomGenerator random;

    BackoffStrategy(
            int attempts, Backoff backoff, long longestPushbackNanos, Retry.Assumed assumed, RandomGenerator random) {
        this.attempts = attempts;
        this.backoff = backoff;
        this.longestPushbackNanos = longestPushbackNanos;
        this.assumed = assumed;
        this.random = random;
    }

    @Override
    public long waitNanos(int attemptsMade, long previousWaitNanos, Verdict last) {
        if (attemptsMade >= attempts || last.retryAfterNanos() > longestPushbackNanos) {
            return STOP;
        }
        return last.retryAfterNanos() + backoff.nanosBeforeNext(attemptsMade, previousWaitNanos, random);
    }

    @Override
    public boolean assumesIdempotent() {
        return assumed == Retry.Assumed.IDEMPOTENCE;
    }
}
