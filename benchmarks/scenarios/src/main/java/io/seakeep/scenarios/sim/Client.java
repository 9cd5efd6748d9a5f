package io.seakeep.scenarios.sim;

import java.util.concurrent.CompletableFuture;

/** A way to call a dependency. What comes of a scenario depends on it alone. */
public interface Client {

    /** Calls it: one request or several, or none. The future fails if nothing comes of it. */
    CompletableFuture<String> call(Sender sender);
}
