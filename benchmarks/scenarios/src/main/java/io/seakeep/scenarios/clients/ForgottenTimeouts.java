package io.seakeep.scenarios.clients;

import io.seakeep.Attempt;
import io.seakeep.Classifier;
import io.seakeep.Verdict;
import io.seakeep.latency.Outcome;
import io.seakeep.scenarios.sim.ServerFault;
import io.seakeep.scenarios.sim.World;
import io.seakeep.time.TimerHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Gives attempts up just before this library does, and has that be no evidence of anything: as in Tower, whose latencies are of those only that
 * were seen to their end.
 */
final class ForgottenTimeouts {

    /** Judges what was given up so. The call fails as it would have, and is tried again as it would have been. */
    static final Classifier CLASSIFIER = new Classifier() {
        @Override
        public Verdict ofFailure(Throwable failure) {
            return failure == GIVEN_UP ? UNSEEN : Classifier.standard().ofFailure(failure);
        }
    };

    private static final ServerFault GIVEN_UP = new ServerFault("took too long");
    private static final Verdict UNSEEN = new Verdict(Outcome.IGNORED, Verdict.Repeat.IF_IDEMPOTENT, 0);
    private static final double NANOS = 1e9;

    private ForgottenTimeouts() {}

    static CompletableFuture<String> of(World world, Attempt attempt, CompletableFuture<String> answer) {
        double seconds = (attempt.remaining(TimeUnit.NANOSECONDS) - 1) / NANOS;
        TimerHandle timer = world.after(seconds, () -> answer.completeExceptionally(GIVEN_UP));
        answer.whenComplete((text, failure) -> timer.cancel());
        return answer;
    }
}
