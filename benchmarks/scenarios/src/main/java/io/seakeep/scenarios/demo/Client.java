package io.seakeep.scenarios.demo;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks the dependency, in its own way. */
interface Client extends AutoCloseable {

    /** By which people tell it from the others. */
    String name();

    /** What it is made of, a line for each part. */
    List<String> describe();

    /** Asks once, without waiting. Completes with the status of the answer. */
    CompletableFuture<Integer> ask();

    /** What its policies have decided. */
    Stance stance();

    @Override
    void close();
}
