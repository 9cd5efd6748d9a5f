package io.seakeep.scenarios.sim;

import java.util.concurrent.CompletableFuture;

/** Sends one request to a dependency, when and as often as a {@link Client} wants it. */
@FunctionalInterface
public interface Sender {

    /** Sends it now. */
    CompletableFuture<String> send(Outgoing outgoing);
}
