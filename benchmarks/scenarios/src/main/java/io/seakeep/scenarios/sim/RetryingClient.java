package io.seakeep.scenarios.sim;

import io.seakeep.time.TimerHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * A client as it stands in many a code base: a fixed timeout, and so many more tries at once. A share of the calls may be tried again, all of
 * them or fewer, as a retry budget has it.
 */
public final class RetryingClient implements Client {

    private final World world;
    private final double timeoutSeconds;
    private final int retries;
    private final double budget;
    private double earned;

    /**
     * @param retries how many more tries there are
     * @param budget how many a call earns; 1 and more for as many as there are to be
     */
    public RetryingClient(World world, double timeoutSeconds, int retries, double budget) {
        this.world = world;
        this.timeoutSeconds = timeoutSeconds;
        this.retries = retries;
        this.budget = budget;
    }

    @Override
    public CompletableFuture<String> call(Sender sender) {
        earned = Math.min(earned + budget, 100);
        CompletableFuture<String> call = new CompletableFuture<>();
        attempt(call, sender, 0);
        return call;
    }

    private void attempt(CompletableFuture<String> call, Sender sender, int made) {
        CompletableFuture<String> answer = sender.send();
        TimerHandle timer =
                world.after(timeoutSeconds, () -> answer.completeExceptionally(new TimeoutException("took too long")));
        answer.whenComplete((result, failure) -> {
            timer.cancel();
            if (failure == null) {
                call.complete(result);
            } else if (made < retries && mayRetry()) {
                attempt(call, sender, made + 1);
            } else {
                call.completeExceptionally(failure);
            }
        });
    }

    private boolean mayRetry() {
        if (budget >= 1) {
            return true;
        }
        if (earned < 1) {
            return false;
        }
        earned--;
        return true;
    }
}
