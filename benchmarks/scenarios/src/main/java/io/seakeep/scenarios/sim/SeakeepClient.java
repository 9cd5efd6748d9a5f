package io.seakeep.scenarios.sim;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A dependency of this library, for calls that may be repeated. */
public final class SeakeepClient implements Client {

    private final Dependency dependency;

    /** @param description what it is made of beside the standard policies */
    public SeakeepClient(World world, long seed, Consumer<Dependency.Builder> description) {
        this.dependency = Seakeep.builder()
                .time(world.time())
                .seed(seed)
                .build()
                .dependency("dependency", description)
                .idempotent();
    }

    @Override
    public CompletableFuture<String> call(Sender sender) {
        return dependency.callAsync(attempt -> sender.send());
    }
}
