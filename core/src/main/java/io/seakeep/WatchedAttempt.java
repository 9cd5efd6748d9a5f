package io.seakeep;

import org.jspecify.annotations.Nullable;

/**
 * What an attempt is part of that gets no hedge at present although its call may have one: it is seen whether the replica that it picks is
 * late. That is wanted most when so much is late that hedges have been stopped.
 */
final class WatchedAttempt<T extends @Nullable Object> extends PickingOwner<T> {

    private final AttemptOwner<T> call;
    private final HedgeRules rules;
    private final long lateNanos;

    private WatchedAttempt(AttemptOwner<T> call, HedgeRules rules, long lateNanos) {
        this.call = call;
        this.rules = rules;
        this.lateNanos = lateNanos;
    }

    /** Watches it, if it is known what is late. */
    static <T extends @Nullable Object> void watch(@Nullable HedgeRules rules, AsyncAttempt<T> attempt) {
        long lateNanos = rules == null ? HedgeStrategy.NEVER : rules.lateNanos(attempt);
        if (rules != null && lateNanos >= 0) {
            attempt.belongsTo(new WatchedAttempt<>(attempt.owner(), rules, lateNanos));
        }
    }

    @Override
    Picks noPicks() {
        return new Picks(rules.replicas(), lateNanos);
    }

    @Override
    public void attemptEnded(
            AsyncAttempt<T> attempt, @Nullable T result, @Nullable Throwable failure, @Nullable Verdict verdict) {
        call.attemptEnded(attempt, result, failure, verdict);
    }

    @Override
    public void inTime(Runnable work) {
        call.inTime(work);
    }
}
