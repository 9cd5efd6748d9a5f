package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.RetryingClient;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.World;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** Waits for a random while before each request, at most so long, and not for ever for the answer. */
record FixedRamp(double rampSeconds) implements Library {

    @Override
    public Client client(World world, Terms terms) {
        SplittableRandom random = world.random();
        Client once = new RetryingClient(world, terms.timeoutSeconds(), 0, RetryingClient.NO_BUDGET);
        return order -> {
            CompletableFuture<String> call = new CompletableFuture<>();
            world.after(
                    rampSeconds * random.nextDouble(),
                    () -> once.call(order).whenComplete((answer, failure) -> {
                        if (failure == null) {
                            call.complete(answer);
                        } else {
                            call.completeExceptionally(failure);
                        }
                    }));
            return call;
        };
    }
}
