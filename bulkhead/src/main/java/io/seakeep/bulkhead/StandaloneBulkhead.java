package io.seakeep.bulkhead;

import io.seakeep.AttemptCode;
import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.Policy;
import io.seakeep.Seakeep;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.TimeSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A bulkhead without any other policy, for work that is no call of a dependency, or for frameworks that drive it themselves.
 *
 * <pre>{@code
 * try (Permit permit = bulkhead.acquire()) {
 *     permit.succeed(render(page));
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads. What is inside when it is closed goes on, and so does whoever waits.
 */
public final class StandaloneBulkhead implements AutoCloseable {

    private final Seakeep seakeep;
    private final Dependency dependency;
    private final Bulkhead bulkhead;

    StandaloneBulkhead(Policy policy, String name, TimeSource time) {
        this.seakeep =
                Seakeep.builder().settings(SettingsSources.none()).time(time).build();
        this.dependency = seakeep.dependency(
                name, builder -> builder.withoutStandardPolicies().with(policy));
        this.bulkhead = dependency.policy(Bulkhead.class);
    }

    /**
     * Runs the code inside, on a thread of its own where the bulkhead isolates.
     *
     * @throws X what the code threw, as it threw it
     * @throws io.seakeep.CallRejectedException if it is full, and nobody may wait or this waited in vain
     */
    public <T extends @Nullable Object, X extends Exception> T call(AttemptCode<T, X> code) throws X {
        return dependency.call(code);
    }

    /**
     * Goes inside, until the permit is ended. The thread waits where the bulkhead lets it.
     *
     * @throws io.seakeep.CallRejectedException if it is full, and nobody may wait or this waited in vain
     */
    public Permit acquire() {
        return dependency.acquire();
    }

    /** Does the same without blocking the thread. Cancelling the future gives up the place in the queue. */
    public CompletableFuture<Permit> acquireAsync() {
        return dependency.acquireAsync();
    }

    /** The bulkhead itself, to look at and to resize. */
    public Bulkhead bulkhead() {
        return bulkhead;
    }

    /** Stops thinking: an adaptive limit stays where it is. */
    @Override
    public void close() {
        seakeep.close();
    }
}
