package io.seakeep;

import org.jspecify.annotations.Nullable;

/**
 * Judges how an attempt ended. There is one for each dependency, asked once for each attempt, and every policy reads
 * that one judgement. Implementations must be fast and safe for use by many threads.
 *
 * <p>One that throws is reported, and the {@linkplain #standard() standard} one judges in its place.
 */
public interface Classifier {

    /**
     * The judgement when nothing else is said. Results: what it knows of {@code java.net.http} answers goes by
     * {@link Verdict#ofHttp(int, java.time.Duration)}, all else is a success. Failures: timeouts are
     * {@link io.seakeep.latency.Outcome#TIMED_OUT}, cancellation and interrupts
     * {@link io.seakeep.latency.Outcome#CANCELLED}, errors of the virtual machine, assertions and rejections by another
     * dependency's policies {@link io.seakeep.latency.Outcome#IGNORED}, everything else a failure.
     */
    static Classifier standard() {
        return StandardClassifier.INSTANCE;
    }

    /** Judges what the attempt returned. */
    default Verdict ofResult(@Nullable Object result) {
        return standard().ofResult(result);
    }

    /** Judges what the attempt threw; it may call it a success, such as an exception that stands for a 404. */
    default Verdict ofFailure(Throwable failure) {
        return standard().ofFailure(failure);
    }
}
