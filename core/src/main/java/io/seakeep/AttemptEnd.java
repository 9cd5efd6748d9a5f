package io.seakeep;

import org.jspecify.annotations.Nullable;

/** How an attempt ended that was no success: what it returned, or what it threw, and the one judgement of it. */
record AttemptEnd(@Nullable Object result, @Nullable Throwable failure, Verdict verdict) {

    static final AttemptEnd NONE = new AttemptEnd(null, null, Verdict.IGNORED);

    /** Whether a fallback may answer in place of this: it was the dependency's fault, and somebody still waits. */
    boolean wantsFallback() {
        return switch (verdict.outcome()) {
            case FAILURE, THROTTLED, TIMED_OUT -> true;
            case SUCCESS, CANCELLED, IGNORED -> false;
        };
    }

    /** The failure, or what stands for one where there was a result. */
    Throwable asFailure() {
        return failure == null ? new BadResultException(result) : failure;
    }
}
