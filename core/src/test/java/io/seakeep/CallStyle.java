package io.seakeep;

import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The ways to make a call. What comes of it must be the same in each. */
enum CallStyle {
    SYNC {
        @Override
        CallEnd call(VirtualTime time, Dependency dependency, Script script) {
            try {
                return CallEnd.of(dependency.call(attempt -> {
                    Script.Step step = script.next(attempt);
                    time.advanceNanos(step.nanos());
                    return step.end();
                }));
            } catch (Throwable failure) {
                return CallEnd.failed(failure);
            }
        }
    },

    ASYNC {
        @Override
        CallEnd call(VirtualTime time, Dependency dependency, Script script) {
            CompletableFuture<@Nullable Object> answer = dependency.callAsync(attempt -> {
                Script.Step step = script.next(attempt);
                CompletableFuture<@Nullable Object> stage = new CompletableFuture<>();
                time.schedule(
                        step.nanos(),
                        () -> time.execute(() -> {
                            try {
                                stage.complete(step.end());
                            } catch (Throwable failure) {
                                stage.completeExceptionally(failure);
                            }
                        }));
                return stage;
            });
            for (int i = 0; i < 1_000_000 && !answer.isDone(); i++) {
                time.advance(Duration.ofMillis(1));
            }
            CallEnd[] end = new CallEnd[1];
            answer.whenComplete(
                    (result, failure) -> end[0] = failure == null ? CallEnd.of(result) : CallEnd.failed(failure));
            return end[0];
        }
    },

    PERMIT {
        @Override
        CallEnd call(VirtualTime time, Dependency dependency, Script script) {
            Permit permit;
            try {
                permit = dependency.acquire();
            } catch (CallRejectedException refused) {
                return CallEnd.failed(refused);
            }
            while (true) {
                CallEnd end = attempt(time, permit, script);
                Optional<Duration> wait = permit.retryIn();
                if (wait.isEmpty()) {
                    return end;
                }
                time.advance(wait.get());
                try {
                    permit = permit.retry();
                } catch (CallRejectedException refused) {
                    if (end.failure() != null) {
                        end.failure().addSuppressed(refused);
                    }
                    return end;
                }
            }
        }

        private CallEnd attempt(VirtualTime time, Permit permit, Script script) {
            Script.Step step = script.next(permit);
            time.advanceNanos(step.nanos());
            try {
                Object result = step.end();
                permit.succeed(result);
                return CallEnd.of(result);
            } catch (Throwable failure) {
                permit.fail(failure);
                return CallEnd.failed(failure);
            }
        }
    };

    /** Makes a call and sees it to its end. */
    abstract CallEnd call(VirtualTime time, Dependency dependency, Script script);

    /** What the caller got. */
    record CallEnd(@Nullable Object result, @Nullable Throwable failure) {

        static CallEnd of(@Nullable Object result) {
            return new CallEnd(result, null);
        }

        static CallEnd failed(Throwable failure) {
            return new CallEnd(null, failure);
        }
    }
}
