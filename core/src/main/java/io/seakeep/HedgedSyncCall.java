package io.seakeep;

import io.seakeep.time.TimeSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A synchronous call that may have a hedge: an asynchronous one whose attempts run on threads of their own, while the caller's thread
 * waits for the first good answer.
 */
final class HedgedSyncCall<T extends @Nullable Object, X extends Exception> {

    private final Pipeline pipeline;
    private final Isolation isolation;
    private final AttemptCode<T, X> code;

    HedgedSyncCall(Pipeline pipeline, Isolation isolation, AttemptCode<T, X> code) {
        this.pipeline = pipeline;
        this.isolation = isolation;
        this.code = code;
    }

    T call(CallTraits traits) throws X {
        return await(pipeline.callAsync(traits, new ThreadedCode<>(isolation, code), null));
    }

    T call(CallTraits traits, Fallback<? extends T, ? extends X> fallback) throws X {
        // The fallback runs on the caller's thread, where its own calls belong.
        HandedOver<T> reason = new HandedOver<>(pipeline.userCode());
        try {
            return await(pipeline.callAsync(traits, new ThreadedCode<>(isolation, code), reason));
        } catch (FallbackWanted wanted) {
            return pipeline.answer(fallback, reason.take());
        } finally {
            reason.leave();
        }
    }

    @SuppressWarnings({"FutureReturnValueIgnored", "NullAway"
    }) // what comes of whenComplete is in the end; a result is null only if T can be
    private T await(CompletableFuture<T> answer) throws X {
        TimeSource time = pipeline.time();
        Thread caller = Thread.currentThread();
        // Not taken from the future, which would wrap the user's exception, and on some JDKs replace it.
        AtomicReference<@Nullable AttemptEnd> end = new AtomicReference<>();
        answer.whenComplete((result, failure) -> {
            end.set(new AttemptEnd(result, failure, Verdict.IGNORED));
            time.unpark(caller);
        });
        while (end.get() == null) {
            if (!caller.isInterrupted()) {
                time.parkUntil(answer, time.nanoTime() + TimeSource.MAX_DELAY_NANOS);
            } else if (answer.cancel(true)) {
                throw isolation.interrupted(code);
            }
        }
        return end.get().outcome();
    }

    /**
     * The failure that the fallback is wanted for, on its way to the caller's thread. If that is interrupted or out of time meanwhile,
     * nobody will see the failure, and a bad result that it stands for is closed.
     */
    private static final class HandedOver<T extends @Nullable Object> implements AsyncFallback<T> {

        private final UserCode userCode;

        /** What the caller is told, and what stands for a failure that nobody is to see any more. */
        private final FallbackWanted wanted = new FallbackWanted();

        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        HandedOver(UserCode userCode) {
            this.userCode = userCode;
        }

        @Override
        public CompletionStage<T> start(Throwable reason) {
            if (!failure.compareAndSet(null, reason)) {
                discard(reason);
            }
            return CompletableFuture.failedFuture(wanted);
        }

        /** For a caller who has been told that there is one. */
        Throwable take() {
            return Objects.requireNonNull(failure.getAndSet(wanted));
        }

        /** The caller waits no longer. */
        void leave() {
            discard(failure.getAndSet(wanted));
        }

        private void discard(@Nullable Throwable unseen) {
            if (unseen instanceof BadResultException bad) {
                userCode.discard(bad.result());
            }
        }
    }

    /** That it is the fallback's turn; never seen outside. */
    private static final class FallbackWanted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        FallbackWanted() {
            super(null, null, false, false);
        }
    }
}
