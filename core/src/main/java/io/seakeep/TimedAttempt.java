package io.seakeep;

import io.seakeep.latency.Outcome;
import io.seakeep.time.TimerHandle;
import org.jspecify.annotations.Nullable;

/** An attempt of an asynchronous call that is ended when its time is over. It is its own timer task. */
final class TimedAttempt<T extends @Nullable Object> extends AsyncAttempt<T> implements Runnable {

    private volatile @Nullable TimerHandle timer;
    private volatile boolean expired;

    TimedAttempt(
            AttemptOwner<T> owner,
            Pipeline pipeline,
            CallTraits traits,
            int number,
            long expiresAtNanos,
            long startNanos,
            long slot,
            long t0,
            long t1,
            long t2,
            long t3) {
        super(owner, pipeline, traits, number, expiresAtNanos, startNanos, slot, t0, t1, t2, t3);
    }

    @Override
    void start(AsyncCode<T> code) {
        // It has begun just now, and reading the clock once more would cost more than the timer.
        timer = pipeline.time().schedule(expiresAtNanos() - startNanos(), this);
        if (hasEnded()) {
            cancelTimer(); // by whoever called it off just before there was a timer to be cancelled
        }
        super.start(code);
    }

    /** For the timer's thread. */
    @Override
    public void run() {
        owner().inTime(this::expire);
    }

    @SuppressWarnings("NullAway") // a failure has null for its result, whatever T is
    private void expire() {
        expired = true;
        if (abort(Outcome.TIMED_OUT)) {
            owner().attemptEnded(this, null, pipeline.limits().timedOut(this), Verdict.TIMED_OUT);
        }
    }

    @Override
    public void accept(T result, @Nullable Throwable thrown) {
        cancelTimer();
        if (expired) {
            pipeline.userCode().discard(result); // what it ended by is the timeout, not the end of its cancelled code
        } else {
            super.accept(result, thrown);
        }
    }

    @Override
    void stopCode() {
        cancelTimer();
        super.stopCode();
    }

    private void cancelTimer() {
        TimerHandle armed = timer;
        if (armed != null) {
            armed.cancel();
        }
    }
}
