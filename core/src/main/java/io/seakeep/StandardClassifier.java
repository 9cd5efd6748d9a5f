package io.seakeep;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The judgement of attempts when the user has not said otherwise. */
final class StandardClassifier implements Classifier {

    static final StandardClassifier INSTANCE = new StandardClassifier();

    private StandardClassifier() {}

    @Override
    public Verdict ofResult(@Nullable Object result) {
        return result != null && ResultKind.of(result) == ResultKind.HTTP_RESPONSE
                ? HttpResponses.judge(result)
                : Verdict.SUCCESS;
    }

    @Override
    public Verdict ofFailure(Throwable failure) {
        if (failure instanceof Error || failure instanceof CallRejectedException) {
            return Verdict.IGNORED;
        }
        if (failure instanceof TimeoutException
                || failure instanceof SocketTimeoutException
                || HttpResponses.isTimeout(failure)) {
            return Verdict.TIMED_OUT;
        }
        if (failure instanceof InterruptedIOException) {
            // Clients throw it for their own timeouts as well as for an interrupt, which they leave to be seen.
            return Thread.currentThread().isInterrupted() ? Verdict.CANCELLED : Verdict.TIMED_OUT;
        }
        if (failure instanceof InterruptedException
                || failure instanceof ClosedByInterruptException
                || failure instanceof CancellationException) {
            return Verdict.CANCELLED;
        }
        return Verdict.FAILURE;
    }
}
