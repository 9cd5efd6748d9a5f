package io.seakeep;

import io.seakeep.latency.Outcome;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline with an observer. A class of its own, so that one without has nothing to look for. Here the first attempt of a synchronous call
 * is a permit as well, since somebody has to hear how it ended.
 */
final class ObservedPipeline extends Pipeline {

    private final AttemptObserver observer;

    private ObservedPipeline(PipelineParts parts, AttemptObserver observer) {
        super(parts);
        this.observer = observer;
    }

    /**
     * Says {@link Pipeline}, so that whoever calls it is verified without this class: while it is not loaded, the compiler knows that a
     * pipeline's methods have no overrides, and calls them directly.
     */
    static Pipeline of(PipelineParts parts, AttemptObserver observer) {
        return new ObservedPipeline(parts, observer);
    }

    private ObservedCall begin() {
        return ObservedCall.begin(observer, this);
    }

    @Override
    <T extends @Nullable Object, X extends Exception> T call(CallTraits traits, AttemptCode<T, X> code) throws X {
        return super.call(traits, new ObservedCode<>(begin(), code));
    }

    @Override
    <T extends @Nullable Object, X extends Exception> T call(
            CallTraits traits, AttemptCode<T, X> code, Fallback<? extends T, ? extends X> fallback) throws X {
        return super.call(traits, new ObservedCode<>(begin(), code), fallback);
    }

    @Override
    <T extends @Nullable Object, X extends Exception> T call(
            CallTraits traits, AttemptCode<T, X> code, CallEnding ending, long arrival, long deadline) throws X {
        PermitState first = entrance().open(traits, 1, arrival, deadline, permits());
        CallProgress progress = new CallProgress(this, traits, arrival, deadline, RequestContext.current());
        AttemptEnd last = new SyncCall<>(this, progress, code).finish(first);
        if (ending == CallEnding.TO_FALLBACK && last.verdict().outcome() != Outcome.SUCCESS) {
            throw new CallEnded(last);
        }
        return last.outcome();
    }

    @Override
    <T extends @Nullable Object> CompletableFuture<T> callAsync(
            CallTraits said, AsyncCode<T> code, @Nullable AsyncFallback<? extends T> fallback) {
        boolean observedWithin = code instanceof ThreadedCode<?>;
        return super.callAsync(said, observedWithin ? code : new ObservedAsyncCode<>(begin(), code), fallback);
    }

    @Override
    PermitMaker<PermitState> permits() {
        return ObservedPermit::undriven;
    }

    @Override
    PermitMaker<PermitState> drivenPermits() {
        return ObservedPermit.driven(begin());
    }
}
