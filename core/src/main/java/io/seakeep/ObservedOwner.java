package io.seakeep;

import io.seakeep.latency.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an asynchronous attempt is part of, and an observer who hears of its end first. */
final class ObservedOwner<T extends @Nullable Object> implements AttemptOwner<T> {

    private final AttemptOwner<T> owner;
    private final AttemptObservation observation;

    /** How it ended, until it is known by what. */
    private volatile @Nullable Outcome endedIn;

    ObservedOwner(AttemptOwner<T> owner, AttemptObservation observation) {
        this.owner = owner;
        this.observation = observation;
    }

    @Override
    public void ended(AsyncAttempt<T> attempt, Outcome outcome) {
        owner.ended(attempt, outcome);
        switch (outcome) {
            case SUCCESS, CANCELLED, TIMED_OUT -> observation.ended(outcome);
            case FAILURE, THROTTLED, IGNORED -> endedIn = outcome; // its code came to its end, which is told next
        }
    }

    @Override
    public void attemptEnded(
            AsyncAttempt<T> attempt, @Nullable T result, @Nullable Throwable failure, @Nullable Verdict verdict) {
        Outcome outcome = endedIn;
        if (outcome != null) {
            if (failure != null) {
                observation.failed(failure);
            }
            observation.ended(outcome);
        }
        owner.attemptEnded(attempt, result, failure, verdict);
    }

    @Override
    public void inTime(Runnable work) {
        owner.inTime(work);
    }

    @Override
    public long censoredNanos(AsyncAttempt<T> attempt, Outcome outcome) {
        return owner.censoredNanos(attempt, outcome);
    }

    @Override
    public <R> R pick(AsyncAttempt<T> attempt, List<R> replicas) {
        return owner.pick(attempt, replicas);
    }

    @Override
    public List<Object> pickedBeside(AsyncAttempt<T> attempt) {
        return owner.pickedBeside(attempt);
    }

    @Override
    public boolean callOffOthers(AsyncAttempt<T> attempt) {
        return owner.callOffOthers(attempt);
    }
}
