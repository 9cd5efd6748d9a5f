package io.seakeep;

import io.seakeep.latency.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of a call that run side by side, as of one moment. Immutable.
 *
 * @param running those that have not ended
 * @param started how many were started
 * @param next whether there is another to come
 * @param last how the last one ended that was no success; null if none has ended
 * @param thrownBefore what others threw before that
 * @param progress what the call has to keep to
 */
record SideBySide<T extends @Nullable Object>(
        List<AsyncAttempt<T>> running,
        int started,
        Next next,
        @Nullable AttemptEnd last,
        List<Throwable> thrownBefore,
        CallProgress progress) {

    /** Whether there is another to come. */
    enum Next {
        /** Not now. */
        LATER,
        /** It is just being let in. */
        STARTING,
        /** No other will be. */
        NEVER
    }

    /** One that runs by itself. */
    static <T extends @Nullable Object> SideBySide<T> alone(AsyncAttempt<T> first, CallProgress progress) {
        return new SideBySide<>(List.of(first), 1, Next.LATER, null, List.of(), progress);
    }

    boolean isRunning(AsyncAttempt<T> attempt) {
        return running.contains(attempt);
    }

    /** Whether nothing runs any more and nothing is to come. */
    boolean isOver() {
        return running.isEmpty() && next != Next.STARTING;
    }

    SideBySide<T> with(Next newNext) {
        return new SideBySide<>(running, started, newNext, last, thrownBefore, progress);
    }

    /** Another has been started. */
    SideBySide<T> with(AsyncAttempt<T> attempt) {
        List<AsyncAttempt<T>> more = new ArrayList<>(running);
        more.add(attempt);
        return new SideBySide<>(List.copyOf(more), started + 1, Next.LATER, last, thrownBefore, progress);
    }

    /** All but this one have been called off. */
    SideBySide<T> only(AsyncAttempt<T> attempt) {
        return new SideBySide<>(List.of(attempt), started, Next.NEVER, last, thrownBefore, progress);
    }

    /** Whether this end says more of the call than the last one does: that the dependency asked for less is not to be forgotten. */
    boolean isReplacedBy(AttemptEnd end) {
        if (last == null || end.verdict().isPushback()) {
            return true;
        }
        return !last.verdict().isPushback() && end.verdict().outcome() != Outcome.IGNORED;
    }

    /** One ended that was no success. What it says of the call counts more than what was said before, unless it says nothing. */
    SideBySide<T> without(AsyncAttempt<T> attempt, AttemptEnd end, Next newNext) {
        List<AsyncAttempt<T>> others =
                running.stream().filter(other -> other != attempt).toList();
        AttemptEnd before = last;
        boolean counts = isReplacedBy(end);
        AttemptEnd now = counts ? end : before;
        AttemptEnd passed = counts ? before : end;
        List<Throwable> thrown = thrownBefore;
        if (passed != null && passed.failure() != null) {
            thrown = new ArrayList<>(thrownBefore);
            thrown.add(passed.failure());
        }
        return new SideBySide<>(others, started, newNext, now, thrown, progress);
    }
}
