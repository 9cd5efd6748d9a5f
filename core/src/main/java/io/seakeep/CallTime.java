package io.seakeep;

import io.seakeep.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * By when a call has to be done: the nearer of what its thread is bound to and of the dependency's own limit. Costs a read of a
 * static field and one of a number where neither is in use.
 */
final class CallTime {

    /** How far off the deadline of a call is that has none. */
    static final long NONE_NANOS = TimeSource.MAX_DELAY_NANOS;

    private final DependencyScope scope;
    private final @Nullable CallTimeLimit limit;
    private final FastestAnswer fastest;
    private final Rejections rejections;

    CallTime(DependencyScope scope, @Nullable CallTimeLimit limit, FastestAnswer fastest, Rejections rejections) {
        this.scope = scope;
        this.limit = limit;
        this.fastest = fastest;
        this.rejections = rejections;
    }

    /** Whether so much time left means that there is no deadline. */
    static boolean isNone(long leftNanos) {
        return leftNanos > NONE_NANOS / 2;
    }

    /** Whether a call that is said to be such binds its thread, for the calls that its code makes. */
    boolean binds(CallTraits said) {
        return limit != null || said.priority() != Priority.DEFAULT;
    }

    /** Binds the thread that has this cell, where {@link #binds} says so. */
    long bind(Object[] cell, long startNanos, CallTraits traits) {
        long word = RequestWord.withPriority(RequestBinding.word(cell), traits.priority());
        return RequestBinding.enter(
                cell,
                limit == null
                        ? word
                        : RequestBinding.narrowed(cell, word, scope.time(), startNanos + limit.limitNanos()));
    }

    /** The deadline of a call that starts now, on a thread that has this cell and may be bound already. */
    long deadlineNanos(Object @Nullable [] cell, long startNanos) {
        long own = ownDeadlineNanos(startNanos);
        long bound = RequestBinding.deadlineNanos(cell, scope.time(), own);
        return bound - own < 0 ? bound : own;
    }

    private long ownDeadlineNanos(long startNanos) {
        return startNanos + (limit == null ? NONE_NANOS : limit.limitNanos());
    }

    /**
     * Refuses an attempt that cannot be in time.
     *
     * @throws CallRejectedException if there is less time than the dependency's fastest plausible answer takes
     */
    void require(long leftNanos) {
        if (leftNanos < NONE_NANOS && leftNanos <= fastest.nanos()) {
            throw rejections.noted(Rejections.By.DEADLINE, tooLate(leftNanos, fastest.nanos()));
        }
    }

    private CallRejectedException tooLate(long leftNanos, long fastestNanos) {
        return new CallRejectedException(
                scope.dependency(),
                "deadline",
                "deadline.limit",
                0,
                () -> (leftNanos <= 0 ? "the deadline has passed" : Durations.format(leftNanos) + " are left")
                        + (fastestNanos == 0
                                ? ""
                                : ", and the fastest answers take " + Durations.format(fastestNanos)));
    }

    /** The least time that it can plausibly take to get an answer; zero while that is not known. */
    long fastestNanos() {
        return fastest.nanos();
    }

    /** Whether it is the deadline that ends an attempt of the calling thread's request then. */
    boolean isDeadline(long expiresAtNanos) {
        Object[] cell = RequestBinding.cellOrNull();
        long deadline = RequestBinding.deadlineNanos(cell, scope.time(), expiresAtNanos + NONE_NANOS);
        return deadline - expiresAtNanos <= RequestWord.ROUNDING_NANOS;
    }

    /** What ended a call that began and had to be done then. */
    CallTimeoutException timedOut(long startNanos, long deadlineNanos) {
        long limitNanos = deadlineNanos - startNanos;
        boolean own = limit != null && limit.limitNanos() - limitNanos <= RequestWord.ROUNDING_NANOS;
        return new CallTimeoutException(scope.dependency(), "deadline", limitNanos, own ? "deadline.limit" : "");
    }
}
