package io.seakeep;

import java.util.concurrent.Executor;

/** Runs the synchronous attempts of one pipeline on threads that exist for nothing else. */
final class Isolation {

    private final DependencyScope scope;
    private final IsolatingGate gate;
    private final Executor threads;
    private final UserCode userCode;

    Isolation(DependencyScope scope, IsolatingGate gate) {
        this.scope = scope;
        this.gate = gate;
        this.threads = DefaultExecutor.unbounded("seakeep " + scope.dependency());
        this.userCode = new UserCode(scope);
    }

    DependencyScope scope() {
        return scope;
    }

    IsolatingGate gate() {
        return gate;
    }

    UserCode userCode() {
        return userCode;
    }

    void start(Runnable work) {
        threads.execute(work);
    }
}
