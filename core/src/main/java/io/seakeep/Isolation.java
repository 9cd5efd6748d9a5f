package io.seakeep;

import java.util.concurrent.Executor;

/** Runs the synchronous attempts of one pipeline on threads that exist for nothing else. */
final class Isolation {

    private final DependencyScope scope;
    private final Runnable abandoned;
    private final Runnable abandonedEnded;
    private final Executor threads;
    private final UserCode userCode;

    /** As many threads as the gate lets in; it counts those that are abandoned. */
    static Isolation boundedBy(IsolatingGate gate, DependencyScope scope) {
        return new Isolation(scope, gate::abandoned, gate::abandonedEnded);
    }

    /** As many threads as there are callers, and code that they have abandoned. */
    static Isolation unbounded(DependencyScope scope) {
        return new Isolation(scope, () -> {}, () -> {});
    }

    private Isolation(DependencyScope scope, Runnable abandoned, Runnable abandonedEnded) {
        this.scope = scope;
        this.abandoned = abandoned;
        this.abandonedEnded = abandonedEnded;
        this.threads = DefaultExecutor.unbounded("seakeep " + scope.dependency());
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

    void start(Runnable work) {
        threads.execute(work);
    }
}
