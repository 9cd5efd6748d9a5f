package io.seakeep.bulkhead;

import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The ways to make a call that may have to wait. What comes of it must be the same in each. */
enum WaitingStyle {
    SYNC {
        @Override
        @Nullable
        Throwable call(VirtualTime time, Dependency dependency, Runnable code) {
            try {
                dependency.run(attempt -> code.run());
                return null;
            } catch (CallRejectedException refused) {
                return refused;
            }
        }
    },
    PERMIT {
        @Override
        @Nullable
        Throwable call(VirtualTime time, Dependency dependency, Runnable code) {
            try {
                drive(dependency.acquire(), code);
                return null;
            } catch (CallRejectedException refused) {
                return refused;
            }
        }
    },
    ASYNC {
        @Override
        @Nullable
        Throwable call(VirtualTime time, Dependency dependency, Runnable code) {
            return end(time, dependency.callAsync(attempt -> {
                code.run();
                return CompletableFuture.completedFuture("ok");
            }));
        }
    },
    PERMIT_ASYNC {
        @Override
        @Nullable
        Throwable call(VirtualTime time, Dependency dependency, Runnable code) {
            return end(time, dependency.acquireAsync().thenAccept(permit -> drive(permit, code)));
        }
    };

    /** Makes a call, sees it to its end, and answers what it failed with. */
    abstract @Nullable Throwable call(VirtualTime time, Dependency dependency, Runnable code);

    static void drive(Permit permit, Runnable code) {
        try (permit) {
            code.run();
            permit.succeed("ok");
        }
    }

    static @Nullable Throwable end(VirtualTime time, CompletableFuture<?> answer) {
        for (int i = 0; i < 100_000 && !answer.isDone(); i++) {
            time.advance(Duration.ofMillis(1));
        }
        Throwable[] failure = new Throwable[1];
        answer.whenComplete((result, thrown) ->
                failure[0] = thrown == null || thrown.getCause() == null ? thrown : thrown.getCause());
        return answer.isDone() ? failure[0] : new AssertionError("never ended");
    }
}
