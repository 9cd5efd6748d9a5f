package io.seakeep;

import io.seakeep.time.TimeSource;
import io.seakeep.time.TimerHandle;
import org.jspecify.annotations.Nullable;

/**
 * The code of a call whose thread is interrupted when the attempt's time is over. If it throws because of that, or for whatever reason after
 * it, the attempt has timed out. If it takes no notice and returns something after all, that counts.
 */
final class InterruptingCode<T extends @Nullable Object, X extends Exception> implements AttemptCode<T, X> {

    private final Pipeline pipeline;
    private final AttemptCode<T, X> code;
    private final long callStartNanos;

    InterruptingCode(Pipeline pipeline, AttemptCode<T, X> code, long callStartNanos) {
        this.pipeline = pipeline;
        this.code = code;
        this.callStartNanos = callStartNanos;
    }

    @Override
    public T run(Attempt attempt) throws X {
        AttemptState state = (AttemptState) attempt;
        long until = state.expiresAtNanos();
        TimeSource time = pipeline.time();
        Interruption interruption = new Interruption(Thread.currentThread());
        long start = time.nanoTime();
        TimerHandle timer =
                time.schedule(until - start, () -> pipeline.userCode().handOverAtOnce(interruption::fire));
        T result;
        try {
            result = code.run(attempt);
        } catch (Throwable failure) {
            // Errors too: the timer is called off and its interrupt taken back, whatever the code throws.
            timer.cancel();
            if (interruption.end() && !(failure instanceof Error)) {
                CallTimeoutException timedOut = pipeline.limits().timedOut(state, callStartNanos, start);
                timedOut.addSuppressed(failure);
                throw timedOut;
            }
            throw failure;
        }
        timer.cancel();
        interruption.end();
        return result;
    }
}
