package io.seakeep.scenarios.demo;

import java.util.concurrent.CompletableFuture;

/** Asks the dependency once, without waiting. */
interface Client {

    /** Completes with the status of the answer. */
    CompletableFuture<Integer> ask();
}
