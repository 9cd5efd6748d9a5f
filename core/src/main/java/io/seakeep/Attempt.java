package io.seakeep;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One real try at the dependency, as the code that makes it sees it. Safe for use by many threads. */
public interface Attempt {

    /**
     * How much time is left, for the client's own timeout: whole milliseconds, rounded up, at least one and at most
     * {@link Integer#MAX_VALUE}, because clients read zero as no limit and keep milliseconds in an {@code int}.
     */
    Duration remaining();

    /**
     * The same in a unit of choice: rounded up, at least one, and never more than {@link Integer#MAX_VALUE}
     * milliseconds are.
     */
    long remaining(TimeUnit unit);

    /** Which attempt of its call this is, from 1. */
    int number();

    /** Whether it was started beside another attempt that is still running. */
    boolean isHedge();

    /**
     * Calls off the other attempts of the call that run beside this one, and keeps more from being started: for requests that are tied,
     * where the first one that is really begun with makes the others needless. Nothing happens where there are none.
     *
     * @return false if this one is itself called off, or has ended; then its work should not be begun
     */
    boolean callOffOthers();

    /**
     * Picks where to send this attempt: the first of the list at the first attempt and another one at each that follows,
     * so the list stands in order of preference. A hedge goes to one that no attempt beside it was sent to, and of those to the one
     * that has been late least often lately, if that is known; they are told apart by {@code equals}.
     *
     * <p>Where hedges are at work it is known who is late. One that is late far more often than the others, and stays so for a second, is
     * passed over by other attempts as well, but for one in a hundred that looks whether it is so still; never more than half of the list.
     *
     * @throws IllegalArgumentException if the list is empty
     */
    <R> R pick(List<R> replicas);

    /** What the attempts have picked that run or ran beside this one, earliest first, if they used {@link #pick}. */
    List<Object> pickedBeside();

    /**
     * Says how to abort the attempt, should it be cancelled. Runs once, on the thread that cancels, at once if the attempt
     * has been cancelled already, and never after it has ended.
     */
    void onCancel(Abort abort);

    /** Has the future cancelled, interrupting its thread, should the attempt be cancelled. */
    default void cancels(Future<?> future) {
        onCancel(() -> future.cancel(true));
    }
}
