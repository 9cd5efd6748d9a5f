package io.seakeep.scenarios.clients;

import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Outgoing;
import io.seakeep.scenarios.sim.RoundRobin;
import io.seakeep.scenarios.sim.ServerFault;
import io.seakeep.scenarios.sim.World;
import io.seakeep.time.TimerHandle;
import java.util.concurrent.CompletableFuture;

/**
 * A client with a fixed timeout, and so many more tries at once. A share of the calls may be tried again, all of them or fewer, as a retry
 * budget has it.
 */
public final class RetryingClient implements Client {

    /** A budget that never ends. */
    public static final double NO_BUDGET = Double.POSITIVE_INFINITY;

    private static final double MOST_EARNED = 100;
    private static final ServerFault TOO_LONG = new ServerFault("took too long");

    private final World world;
    private final RoundRobin balancer = new RoundRobin();
    private final double timeoutSeconds;
    private final int retries;
    private final double budget;
    private double earned;

    /**
     * @param retries how many more tries there are
     * @param budget how many of them a call earns, or {@link #NO_BUDGET}
     */
    public RetryingClient(World world, double timeoutSeconds, int retries, double budget) {
        this.world = world;
        this.timeoutSeconds = timeoutSeconds;
        this.retries = retries;
        this.budget = budget;
    }

    @Override
    public CompletableFuture<String> call(Order order) {
        earned = budget == NO_BUDGET ? NO_BUDGET : Math.min(earned + budget, MOST_EARNED);
        CompletableFuture<String> call = new CompletableFuture<>();
        attempt(call, order, 0);
        return call;
    }

    private void attempt(CompletableFuture<String> call, Order order, int made) {
        CompletableFuture<String> answer = order.sender().send(Outgoing.plain(balancer));
        TimerHandle timer = world.after(timeoutSeconds, () -> answer.completeExceptionally(TOO_LONG));
        answer.whenComplete((result, failure) -> {
            timer.cancel();
            if (failure == null) {
                call.complete(result);
            } else if (made < retries && earned >= 1 && !call.isDone()) {
                earned--;
                attempt(call, order, made + 1);
            } else {
                call.completeExceptionally(failure);
            }
        });
    }
}
