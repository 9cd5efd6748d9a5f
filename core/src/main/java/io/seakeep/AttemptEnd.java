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

    /** What the caller gets of it. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"
    }) // the result came from the code, and is null only if T can be
    <T extends @Nullable Object, X extends Exception> T outcome() throws X {
        if (failure != null) {
            throw AttemptEnd.<X>asDeclared(failure);
        }
        return (T) result;
    }

    /** What the code threw is what it declares, or unchecked. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <X extends Throwable> X asDeclared(Throwable failure) throws X {
        throw (X) failure;
    }
}
