package io.seakeep;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs the synchronous attempts of one pipeline on threads that exist for nothing else. */
final class Isolation {

    private final DependencyScope scope;
    private final Runnable abandoned;
    private final Runnable abandonedEnded;
    private final Executor threads;
    private final UserCode userCode;

    /** What these policies ask for; null if synchronous attempts stay on their callers' threads. */
    static @Nullable Isolation of(
            DependencyScope scope, @Nullable IsolatingGate isolating, TimeoutEnforcement enforcement) {
        if (isolating != null) {
            return boundedBy(isolating, scope);
        }
        return enforcement == TimeoutEnforcement.ISOLATED ? unbounded(scope) : null;
    }

    /** As many threads as the gate lets in; it counts those that are abandoned. */
    private static Isolation boundedBy(IsolatingGate gate, DependencyScope scope) {
        return new Isolation(scope, gate::abandoned, gate::abandonedEnded, ownThreads(scope));
    }

    /** As many threads as there are callers, and code that they have abandoned. */
    private static Isolation unbounded(DependencyScope scope) {
        return new Isolation(scope, () -> {}, () -> {}, ownThreads(scope));
    }

    private static Executor ownThreads(DependencyScope scope) {
        return DefaultExecutor.unbounded("seakeep " + scope.dependency());
    }

    /** As many as attempts that run side by side can do with; what finds none has to do without. */
    static Isolation forHedges(DependencyScope scope) {
        return new Isolation(
                scope, () -> {}, () -> {}, DefaultExecutor.bounded("seakeep hedges " + scope.dependency()));
    }

    private Isolation(DependencyScope scope, Runnable abandoned, Runnable abandonedEnded, Executor threads) {
        this.scope = scope;
        this.abandoned = abandoned;
        this.abandonedEnded = abandonedEnded;
        this.threads = threads;
        this.userCode = new UserCode(scope);
    }

    DependencyScope scope() {
        return scope;
    }

    /** An attempt is about to end whose code still runs. */
    void abandoned() {
        abandoned.run();
    }

    /** The code of such an attempt has ended. */
    void abandonedEnded() {
        abandonedEnded.run();
    }

    UserCode userCode() {
        return userCode;
    }

    /**
     * What the caller of that code gets who was interrupted while waiting. Only code that may be interrupted declares the exception for
     * it.
     */
    <X extends Exception> X interrupted(AttemptCode<?, X> code) throws X {
        String message = "interrupted while waiting for " + scope.dependency();
        if (ObservedCode.unwrapped(code) instanceof InterruptibleCode<?, ?>) {
            Thread.interrupted();
            throw AttemptEnd.<X>asDeclared(new InterruptedException(message));
        }
        throw new CancellationException(message);
    }

    /** @throws java.util.concurrent.RejectedExecutionException if there is no thread for it */
    void start(Runnable work) {
        threads.execute(work);
    }
}
