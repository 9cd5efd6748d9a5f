package io.seakeep;

import io.seakeep.time.Deadline;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What a thread has to keep to because of the request that it works for: by when the answer is of use, whether the
 * request is itself a retry, so that retrying it again would multiply the load, how much it matters, and for whom it is, so that
 * under pressure the same users are turned away everywhere.
 *
 * <p>It is bound to a thread for a block of code, and every guarded call in the block keeps to it:
 *
 * <pre>{@code
 * RequestContext request = RequestContext.none().withDeadline(Deadline.after(ofSeconds(2)));
 * try (RequestContext.Scope scope = request.enter()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>Blocks nest: inside, the nearer deadline counts and the lower priority, and what was a retry stays one. So a block can ask for less
 * than the one around it, never for more. A cohort takes the place of the one around it. Guarded calls take it along to Seakeep's own threads. To other threads the application takes
 * it: {@code RequestContext request = RequestContext.current(); executor.execute(() -> request.run(work));}. Between
 * services it travels as a {@link RequestHeader}.
 *
 * <p>Immutable. Platform and virtual threads alike. A process that never binds one pays one read of a static field for it.
 */
public final class RequestContext {

    /** How many cohorts there are. */
    public static final int COHORTS = 128;

    private static final RequestContext NONE =
            new RequestContext(null, Origin.FIRST_ATTEMPT, Priority.DEFAULT, CallTraits.NO_COHORT);

    private final @Nullable Deadline deadline;
    private final Origin origin;
    private final Priority priority;
    private final int cohort;

    private RequestContext(@Nullable Deadline deadline, Origin origin, Priority priority, int cohort) {
        this.deadline = deadline;
        this.origin = origin;
        this.priority = priority;
        this.cohort = cohort;
    }

    /** With nothing to keep to. */
    public static RequestContext none() {
        return NONE;
    }

    /** What the calling thread has to keep to; {@link #none()} outside of any block. */
    public static RequestContext current() {
        return RequestBinding.current(RequestBinding.cellOrNull());
    }

    /** The same with that deadline in place of its own. Inside a block with a nearer one, the nearer one counts. */
    public RequestContext withDeadline(Deadline newDeadline) {
        return new RequestContext(Objects.requireNonNull(newDeadline, "deadline"), origin, priority, cohort);
    }

    /** The same, made again by whoever sent it, after an attempt that failed. */
    public RequestContext asRetry() {
        return isRetry() ? this : new RequestContext(deadline, Origin.RETRY, priority, cohort);
    }

    /** The same, mattering so much. Inside a block of a lower priority, the lower one counts. */
    public RequestContext withPriority(Priority newPriority) {
        Objects.requireNonNull(newPriority, "priority");
        return newPriority == priority ? this : new RequestContext(deadline, origin, newPriority, cohort);
    }

    /**
     * The same, for that user, tenant or whoever else is to be served by everything or by nothing where not all can be served.
     *
     * @param key the same in every service, such as a user's number. It is not kept, and does not travel: only which of
     *     {@value #COHORTS} cohorts it falls into, the CRC-32 of its UTF-8 bytes modulo {@value #COHORTS}
     */
    public RequestContext withCohort(String key) {
        CRC32 hash = new CRC32();
        hash.update(key.getBytes(StandardCharsets.UTF_8));
        return withCohort((int) (hash.getValue() % COHORTS));
    }

    /**
     * The same, in that cohort.
     *
     * @param newCohort from 0 to 127
     * @throws IllegalArgumentException if it is none of these
     */
    public RequestContext withCohort(int newCohort) {
        if (newCohort < 0 || newCohort >= COHORTS) {
            throw new IllegalArgumentException("cohort must be between 0 and " + (COHORTS - 1) + ": " + newCohort);
        }
        return newCohort == cohort ? this : new RequestContext(deadline, origin, priority, newCohort);
    }

    RequestContext withCohortOf(@Nullable Scope scope) {
        return scope == null ? this : new RequestContext(deadline, origin, priority, scope.request.cohort);
    }

    /** By when the answer is of use, if anybody said so. */
    public Optional<Deadline> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** Whether the request is itself a retry. */
    public boolean isRetry() {
        return origin == Origin.RETRY;
    }

    /** How much it matters; {@link Priority#DEFAULT} unless somebody said otherwise. */
    public Priority priority() {
        return priority;
    }

    /** In which cohort it is, from 0 to 127, if anybody said so. */
    public OptionalInt cohort() {
        return cohort == CallTraits.NO_COHORT ? OptionalInt.empty() : OptionalInt.of(cohort);
    }

    int cohortOrNone() {
        return cohort;
    }

    @Nullable
    Deadline deadlineOrNull() {
        return deadline;
    }

    /** What counts for this request in a block of the other one. */
    RequestContext within(RequestContext around) {
        Deadline nearer = nearer(around.deadline, deadline);
        Origin either = isRetry() ? origin : around.origin;
        Priority counts = priority.within(around.priority);
        int innermost = cohort == CallTraits.NO_COHORT ? around.cohort : cohort;
        boolean same =
                Objects.equals(nearer, deadline) && either == origin && counts == priority && innermost == cohort;
        return same ? this : new RequestContext(nearer, either, counts, innermost);
    }

    private static @Nullable Deadline nearer(@Nullable Deadline outer, @Nullable Deadline inner) {
        if (outer == null) {
            return inner;
        }
        return inner == null ? outer : outer.earlier(inner);
    }

    /**
     * Binds the calling thread until the scope is closed, best by a try-with-resources statement.
     *
     * @return what ends the block
     */
    public Scope enter() {
        return RequestBinding.open(this);
    }

    /** Runs the work with the calling thread bound. */
    public void run(Runnable work) {
        Scope scope = enter();
        try {
            work.run();
        } finally {
            scope.close();
        }
    }

    /**
     * Runs the work with the calling thread bound, and returns what it returns.
     *
     * @throws X what the work throws
     */
    public <T extends @Nullable Object, X extends Exception> T call(Work<T, X> work) throws X {
        Scope scope = enter();
        try {
            return work.run();
        } finally {
            scope.close();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RequestContext that
                && that.origin == origin
                && that.priority == priority
                && that.cohort == cohort
                && Objects.equals(that.deadline, deadline);
    }

    @Override
    public int hashCode() {
        return Objects.hash(deadline, origin, priority, cohort);
    }

    /** Such as {@code request due in 1500 ms, a retry, critical, cohort 17}. */
    @Override
    public String toString() {
        return "request" + (deadline == null ? "" : " due " + deadline)
                + (isRetry() ? ", a retry" : "")
                + (priority == Priority.DEFAULT ? "" : ", " + priority.name().toLowerCase(Locale.ROOT))
                + (cohort == CallTraits.NO_COHORT ? "" : ", cohort " + cohort);
    }

    private enum Origin {
        FIRST_ATTEMPT,
        RETRY
    }

    /**
     * What is done for a request.
     *
     * @param <T> what it returns
     * @param <X> the checked exception it throws, inferred; {@link RuntimeException} when there is none
     */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {

        /** Does it. */
        T run() throws X;
    }

    /** A block of code in which a thread is bound. For use by the thread that entered it. */
    public static final class Scope implements AutoCloseable {

        final RequestContext request;
        final Thread thread;
        final @Nullable Scope outer;
        final long wordBefore;
        final long wordInside;
        final long callsAround;

        Scope(RequestContext request, @Nullable Scope outer, long wordBefore, long wordInside, long callsAround) {
            this.request = request;
            this.thread = Thread.currentThread();
            this.outer = outer;
            this.wordBefore = wordBefore;
            this.wordInside = wordInside;
            this.callsAround = callsAround;
        }

        /**
         * Puts back what was bound before the block was entered. Ends the blocks inside that were left open; does nothing if
         * this one has ended already.
         *
         * @throws IllegalStateException on another thread, and within a guarded call that was made inside the block;
         *     nothing is changed then
         */
        @Override
        public void close() {
            RequestBinding.close(this);
        }
    }
}
