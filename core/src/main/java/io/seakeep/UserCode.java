package io.seakeep;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What is done with the user's code and its objects beside the attempts themselves. What they throw is reported, and costs no call. */
final class UserCode {

    private final DependencyScope scope;

    UserCode(DependencyScope scope) {
        this.scope = scope;
    }

    void report(String what, Throwable failure) {
        scope.emit(new UserCodeFailed(scope.dependency(), what, failure));
    }

    /** Hands work from the timer's thread to one where user code may run. */
    void handOver(Runnable work, Runnable ifRejected) {
        try {
            scope.executor().execute(work);
        } catch (RuntimeException rejected) {
            scope.time().execute(ifRejected);
        }
    }

    /** Does the same for work that must not wait until other work lets it. */
    void handOverAtOnce(Runnable work) {
        scope.urgent().execute(work);
    }

    /** Closes a result that nobody will see, if it holds anything. */
    void discard(@Nullable Object result) {
        if (result instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Throwable broken) {
                // Errors too: the caller has another answer, and nothing to do with this one.
                report("discarded answer", broken);
            }
        }
    }

    /** Cancels what a caller no longer waits for. */
    void cancel(Future<?> future) {
        try {
            future.cancel(true);
        } catch (Throwable broken) {
            // A minimal stage cannot be cancelled and says so: it goes on, nobody waits for it, and there is nothing to
            // report.
            if (!(broken instanceof UnsupportedOperationException)) {
                report("cancel of a future", broken);
            }
        }
    }
}
