package io.seakeep;

import io.seakeep.latency.Outcome;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One attempt in the eyes of an observer, which is told of its end once and cannot break it. For any thread. */
final class AttemptObservation {

    private static final AttemptObserver.Scope NO_SCOPE = () -> {};

    private final AttemptObserver.Observed observed;
    private final UserCode userCode;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Throwable failure;

    AttemptObservation(AttemptObserver.Observed observed, UserCode userCode) {
        this.observed = observed;
        this.userCode = userCode;
    }

    AttemptObserver.Scope open() {
        try {
            AttemptObserver.Scope scope = observed.open();
            return () -> close(scope);
        } catch (Throwable broken) {
            // Errors too: an observer must not cost the call its attempt.
            userCode.report(ObservedCall.WHAT, broken);
            return NO_SCOPE;
        }
    }

    private void close(AttemptObserver.Scope scope) {
        try {
            scope.close();
        } catch (Throwable broken) {
            // Errors too, for the same reason.
            userCode.report(ObservedCall.WHAT, broken);
        }
    }

    /** The code threw this, and the attempt is about to end. */
    void failed(Throwable thrown) {
        failure = thrown;
    }

    void ended(Outcome outcome) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        try {
            observed.ended(outcome, failure);
        } catch (Throwable broken) {
            // Errors too, for the same reason.
            userCode.report(ObservedCall.WHAT, broken);
        }
    }
}
