package io.seakeep;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a dependency does at each attempt, and what was seen of the attempts. */
class Script {

    private static final long MS = 1_000_000L;

    /** The numbers of the attempts that were made. */
    final List<Integer> attempts = new ArrayList<>();

    /** The milliseconds that each attempt was told it had left. */
    final List<Long> remainingMillis = new ArrayList<>();

    private final Deque<Step> steps = new ArrayDeque<>();

    Script returns(long millis, @Nullable Object result) {
        steps.add(new Step(millis * MS, result, null));
        return this;
    }

    Script fails(long millis, Throwable failure) {
        steps.add(new Step(millis * MS, null, failure));
        return this;
    }

    Step next(Attempt attempt) {
        attempts.add(attempt.number());
        remainingMillis.add(attempt.remaining().toMillis());
        Step step = steps.poll();
        if (step == null) {
            throw new AssertionError("an attempt too many: " + attempt.number());
        }
        return step;
    }

    record Step(
            long nanos, @Nullable Object result, @Nullable Throwable failure) {

        @Nullable
        Object end() throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw (Exception) failure;
            }
            return result;
        }
    }
}
