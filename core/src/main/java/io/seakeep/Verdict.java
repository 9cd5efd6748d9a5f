package io.seakeep;

import io.seakeep.latency.Outcome;
import java.time.Duration;

/**
 * The judgement of one attempt: how it ended, whether another attempt makes sense, and when. Immutable.
 *
 * @param outcome how it ended
 * @param repeat whether another attempt makes sense
 * @param retryAfterNanos the wait that the dependency asked for, in nanoseconds; zero when it asked for none, and
 *     {@link #NEVER} when it asked not to be tried again
 */
public record Verdict(Outcome outcome, Repeat repeat, long retryAfterNanos) {

    /** Whether another attempt makes sense after one that ended so. */
    public enum Repeat {
        /** It would end in the same way, or nobody waits for it. */
        NEVER,
        /** It might end differently, but the dependency may have done its work already. */
        IF_IDEMPOTENT,
        /** It might end differently, and the request provably never reached the dependency. */
        ALWAYS
    }

    /** The {@link #retryAfterNanos} of a dependency that asked not to be tried again. */
    public static final long NEVER = Long.MAX_VALUE;

    /** A good answer. */
    public static final Verdict SUCCESS = new Verdict(Outcome.SUCCESS, Repeat.NEVER, 0);
    /** A bad answer, which another attempt might better. */
    public static final Verdict FAILURE = new Verdict(Outcome.FAILURE, Repeat.IF_IDEMPOTENT, 0);
    /** No connection: the request provably never reached the dependency. */
    public static final Verdict UNREACHED = new Verdict(Outcome.FAILURE, Repeat.ALWAYS, 0);
    /** A bad answer, which another attempt would get again. */
    public static final Verdict FATAL = new Verdict(Outcome.FAILURE, Repeat.NEVER, 0);
    /** A request to back off, without a time. */
    public static final Verdict THROTTLED = new Verdict(Outcome.THROTTLED, Repeat.IF_IDEMPOTENT, 0);
    /** No answer in time. */
    public static final Verdict TIMED_OUT = new Verdict(Outcome.TIMED_OUT, Repeat.IF_IDEMPOTENT, 0);
    /** Nobody waits for the answer any more. */
    public static final Verdict CANCELLED = new Verdict(Outcome.CANCELLED, Repeat.NEVER, 0);
    /** No fault of the dependency's. */
    public static final Verdict IGNORED = new Verdict(Outcome.IGNORED, Repeat.NEVER, 0);

    /**
     * A verdict of one's own.
     *
     * @throws IllegalArgumentException if the wait is negative
     */
    public Verdict {
        if (retryAfterNanos < 0) {
            throw new IllegalArgumentException("retryAfterNanos must be >= 0: " + retryAfterNanos);
        }
    }

    /** Whether another attempt might end differently. */
    public boolean retryable() {
        return repeat != Repeat.NEVER;
    }

    /** Whether the dependency asked for less. */
    boolean isPushback() {
        return outcome == Outcome.THROTTLED || retryAfterNanos > 0;
    }

    /** The same verdict, with the wait that the dependency asked for; above 292 years means never. */
    public Verdict retryAfter(Duration wait) {
        boolean never = wait.compareTo(Duration.ofNanos(NEVER)) >= 0;
        return new Verdict(outcome, never ? Repeat.NEVER : repeat, never ? NEVER : wait.toNanos());
    }

    /** The judgement of an HTTP answer by its status alone; see {@link #ofHttp(int, Duration)}. */
    public static Verdict ofHttp(int status) {
        return switch (status) {
            case 408, 425, 500, 502, 503, 504 -> FAILURE;
            case 429 -> THROTTLED;
            default -> status >= 500 ? FATAL : SUCCESS;
        };
    }

    /**
     * The judgement of an HTTP answer.
     *
     * <p>429 is {@link Outcome#THROTTLED}; 503 is too if it says when to come back, and a {@link Outcome#FAILURE}
     * otherwise; 408, 425, 500, 502 and 504 are failures worth another attempt and the other 5xx failures that are not.
     * All else is a {@link Outcome#SUCCESS}: the dependency did its work, even when the answer is that the request was
     * wrong.
     *
     * @param status the status code
     * @param retryAfter the wait in the answer's {@code Retry-After}
     */
    public static Verdict ofHttp(int status, Duration retryAfter) {
        Verdict verdict = status == 503 ? THROTTLED : ofHttp(status);
        return verdict.outcome == Outcome.SUCCESS ? verdict : verdict.retryAfter(retryAfter);
    }
}
