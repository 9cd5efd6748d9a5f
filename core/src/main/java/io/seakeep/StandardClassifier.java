package io.seakeep;

import io.seakeep.latency.Outcome;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The judgement of attempts when the user has not said otherwise. */
final class StandardClassifier implements Classifier {

    static final StandardClassifier INSTANCE = new StandardClassifier();

    private static final Verdict CONNECT_TIMED_OUT = new Verdict(Outcome.TIMED_OUT, Verdict.Repeat.ALWAYS, 0);

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
        if (isUnreached(failure)) {
            return Verdict.UNREACHED;
        }
        if (HttpResponses.isConnectTimeout(failure)) {
            return CONNECT_TIMED_OUT;
        }
        if (failure instanceof TimeoutException
                || failure instanceof CallTimeoutException
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

    /** Failures to find the dependency or to connect to it, which come before anything is sent. */
    private static boolean isUnreached(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException
                || failure instanceof UnresolvedAddressException;
    }
}
