package io.seakeep;

import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.Outcome;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Is told which numbers there are, and how to read them: what a metrics library is given to, by {@link Seakeep#measure}, and what a policy
 * tells of itself to, by {@link ActivePolicy#measure}. No number is read before somebody asks for it, and then on the thread that asks.
 *
 * <p>Implementations for a metrics library must be safe for use by many threads.
 */
public interface Measurements {

    /**
     * Something that goes up and down.
     *
     * @param value the number at this moment, in the unit of the measurement; NaN while it is not known. For any thread
     */
    void gauge(Measurement what, DoubleSupplier value);

    /**
     * Something that is counted.
     *
     * @param value the count since the dependency or the policy was made. It begins anew when a policy is replaced. For any thread
     */
    void counter(Measurement what, LongSupplier value);

    /**
     * Durations of attempts.
     *
     * @param recorded all attempts since the dependency was made
     * @param outcomes those that are meant of them
     */
    void durations(Measurement what, Supplier<LatencySnapshot> recorded, Set<Outcome> outcomes);
}
