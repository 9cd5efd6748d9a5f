package io.seakeep;

import org.jspecify.annotations.Nullable;

/**
 * What a fallback is told when the attempt returned and the classifier called what it returned no success. It is never thrown
 * at a caller, and has no stack trace.
 */
public final class BadResultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object result;

    BadResultException(@Nullable Object result) {
        super("the classifier called the result no success: " + result, null, false, false);
        this.result = result;
    }

    /** What the attempt returned. */
    public @Nullable Object result() {
        return result;
    }
}
