package io.seakeep;

import io.seakeep.time.Deadline;
import io.seakeep.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * What the calling thread is bound to: the one value of ours that lives in a {@link ThreadLocal}.
 *
 * <p><b>Costs nothing when unused.</b> {@link #everBound} is read first, and until something was bound in this process
 * nothing else is. It is a plain field: a thread reads only its own binding, and raised the flag itself, earlier in its
 * program order, if there is one. For any other thread a stale {@code false} is right as well.
 *
 * <p><b>A word and a clock.</b> What is bound is one long, a {@link RequestWord}. So the pipeline binds around user code without
 * allocating: {@code enter} returns the word that was there, and {@code exit} puts it back. The clock is that of the outermost
 * deadline. A deadline inside it that comes on another clock is converted by what remains, so the word is all there is to
 * put back. A cohort is only ever bound by a scope, and so is that of the innermost one.
 *
 * <p><b>What stays on a pooled thread</b> is an empty cell of under 100 bytes, made of JDK types only. A class of ours in its
 * place would hold our class loader, and through it the {@code ThreadLocal}, so that neither could ever be collected.
 * Removing the cell at each exit would allocate one at each entry.
 *
 * <p><b>Calls and scopes.</b> Calls enter and exit strictly nested; scopes are closed by user code, in whatever order, or
 * never. A scope is open while it can be reached from the cell's innermost one. The exit of a call drops those left open
 * inside it. A scope is not closed within a call made inside it, because the call would bring its binding back on exit.
 */
final class RequestBinding {

    // The cell: the clock of the deadline, the innermost scope, and two longs.
    private static final int CLOCK = 0;
    private static final int INNERMOST = 1;
    private static final int LONGS = 2;
    private static final int WORD = 0;
    private static final int CALLS = 1;

    private static final ThreadLocal<Object[]> CELLS = new ThreadLocal<>();

    private static boolean everBound;

    private RequestBinding() {}

    /**
     * By when the calling thread has to be done, on the given clock.
     *
     * @param cell its {@link #cellOrNull}
     * @param fallbackNanos the answer where nobody said
     */
    static long deadlineNanos(Object @Nullable [] cell, TimeSource time, long fallbackNanos) {
        if (cell == null) {
            return fallbackNanos;
        }
        long word = longs(cell)[WORD];
        return RequestWord.hasDeadline(word)
                ? converted(RequestWord.deadlineNanos(word), clock(cell), time)
                : fallbackNanos;
    }

    /** What counts of a call that is made on the calling thread, which has that {@link #cellOrNull}. */
    static CallTraits traits(Object @Nullable [] cell, CallTraits said) {
        return cell == null ? said : said.within(RequestWord.priority(longs(cell)[WORD]), cohort(innermost(cell)));
    }

    private static int cohort(RequestContext.@Nullable Scope innermost) {
        return innermost == null ? CallTraits.NO_COHORT : innermost.request.cohortOrNone();
    }

    /** Whether the calling thread works for a request that is itself a retry. */
    static boolean isRetry() {
        Object[] cell = cellOrNull();
        return cell != null && RequestWord.isRetry(longs(cell)[WORD]);
    }

    static RequestContext current(Object @Nullable [] cell) {
        return cell == null ? RequestContext.none() : bound(cell);
    }

    /** What the thread with that cell is bound to. */
    static long word(Object[] cell) {
        return longs(cell)[WORD];
    }

    /**
     * Binds the thread with that cell.
     *
     * @param word what was bound, {@link #narrowed} or with more said
     * @return for {@link #exit}, which has to follow on the same thread
     */
    static long enter(Object[] cell, long word) {
        long[] longs = longs(cell);
        long before = longs[WORD];
        longs[WORD] = word;
        longs[CALLS]++;
        return before;
    }

    /**
     * Puts back what was bound before. Throws nothing.
     *
     * @param before what entering returned
     */
    static void exit(long before) {
        Object[] cell = CELLS.get();
        if (cell != null) { // else somebody wiped the thread's locals, and nothing is bound any more
            exit(cell, before);
        }
    }

    /** The same, with the cell that was entered. */
    static void exit(Object[] cell, long before) {
        long calls = --longs(cell)[CALLS];
        RequestContext.Scope scope = innermost(cell);
        if (scope != null) {
            cell[INNERMOST] = openAround(calls, scope);
        }
        restore(cell, before);
    }

    private static RequestContext.@Nullable Scope openAround(long calls, RequestContext.Scope innermost) {
        RequestContext.Scope scope = innermost;
        while (scope != null && scope.callsAround > calls) {
            scope = scope.outer;
        }
        return scope;
    }

    static RequestContext.Scope open(RequestContext request) {
        Object[] cell = cell();
        long before = longs(cell)[WORD];
        RequestContext around = bound(cell);
        RequestContext inside = request.within(around);
        Deadline deadline = inside.deadlineOrNull();
        TimeSource clock = clock(cell);
        long word = before;
        if (deadline != null && !deadline.equals(around.deadlineOrNull())) {
            clock = RequestWord.hasDeadline(before) ? clock : deadline.timeSource();
            word = RequestWord.withDeadline(word, deadline.nanoTimeOn(clock));
        }
        word = RequestWord.withPriority(inside.isRetry() ? RequestWord.asRetry(word) : word, inside.priority());
        RequestContext.Scope scope =
                new RequestContext.Scope(inside, innermost(cell), before, word, longs(cell)[CALLS]);
        cell[CLOCK] = clock;
        cell[INNERMOST] = scope;
        longs(cell)[WORD] = word;
        return scope;
    }

    static void close(RequestContext.Scope scope) {
        Thread closing = Thread.currentThread();
        if (closing != scope.thread) {
            throw new IllegalStateException(
                    "a request's scope must be closed by the thread that entered it, " + scope.thread + ": " + closing);
        }
        Object[] cell = CELLS.get();
        if (cell == null || !isOpen(scope, cell)) {
            return;
        }
        long callsInside = longs(cell)[CALLS] - scope.callsAround;
        if (callsInside > 0) {
            throw new IllegalStateException("a request's scope must be closed after the guarded calls made inside it: "
                    + callsInside + " under way");
        }
        cell[INNERMOST] = scope.outer;
        restore(cell, scope.wordBefore);
    }

    private static boolean isOpen(RequestContext.Scope scope, Object[] cell) {
        RequestContext.Scope open = innermost(cell);
        while (open != null && open != scope) {
            open = open.outer;
        }
        return open != null;
    }

    private static void restore(Object[] cell, long before) {
        longs(cell)[WORD] = before;
        if (!RequestWord.hasDeadline(before)) {
            cell[CLOCK] = null;
        }
    }

    private static RequestContext bound(Object[] cell) {
        long word = longs(cell)[WORD];
        RequestContext.Scope scope = innermost(cell);
        if (scope != null && scope.wordInside == word) {
            return scope.request; // to the nanosecond, as it was said
        }
        RequestContext request =
                RequestContext.none().withPriority(RequestWord.priority(word)).withCohortOf(scope);
        if (RequestWord.hasDeadline(word)) {
            request = request.withDeadline(Deadline.at(RequestWord.deadlineNanos(word), clock(cell)));
        }
        return RequestWord.isRetry(word) ? request.asRetry() : request;
    }

    /** The word with that deadline if it is nearer. Keeps its clock as the cell's if there is none yet. */
    static long narrowed(Object[] cell, long word, TimeSource time, long deadlineNanos) {
        if (!RequestWord.hasDeadline(word)) {
            cell[CLOCK] = time;
            return RequestWord.withDeadline(word, deadlineNanos);
        }
        long narrower = RequestWord.withDeadline(word, converted(deadlineNanos, time, clock(cell)));
        return RequestWord.deadlineNanos(narrower) - RequestWord.deadlineNanos(word) < 0 ? narrower : word;
    }

    private static long converted(long nanos, TimeSource from, TimeSource to) {
        return from == to ? nanos : to.nanoTime() + (nanos - from.nanoTime());
    }

    /** Where the calling thread's binding is, if anything was ever bound to it; each look costs more than what comes after. */
    static Object @Nullable [] cellOrNull() {
        return everBound ? CELLS.get() : null;
    }

    /** Where the calling thread's binding is; not to be kept, and of no use to other threads. */
    static Object[] cell() {
        Object[] cell = CELLS.get();
        if (cell == null) {
            cell = new Object[] {null, null, new long[2]};
            CELLS.set(cell);
            everBound = true;
        }
        return cell;
    }

    private static long[] longs(Object[] cell) {
        return (long[]) cell[LONGS];
    }

    private static TimeSource clock(Object[] cell) {
        return (TimeSource) cell[CLOCK];
    }

    private static RequestContext.@Nullable Scope innermost(Object[] cell) {
        return (RequestContext.Scope) cell[INNERMOST];
    }
}
