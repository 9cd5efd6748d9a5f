package io.seakeep;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.time.TimeSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a policy has to do with: one dependency, or one key of it. Safe for use by many threads. */
public interface PolicyScope {

    /** The dependency's name, followed by its key in square brackets where there is one. */
    String dependency();

    /** The only clock and timer there is. */
    TimeSource time();

    /** What is known of the dependency's latency and of the attempts in flight; one for all its policies. */
    LatencyTracker tracker();

    /** What the policies of the pipeline tell each other. */
    Signals signals();

    /**
     * The policy of the same position that is at work for the dependency as a whole, if this is one of its keys: it can know what a new
     * key does not know yet. Empty if this is no key, or if the policy there is of another type.
     */
    <P extends ActivePolicy> Optional<P> parent(Class<P> type);

    /** A new source of randomness for one policy, seeded from the {@link Seakeep}; safe for use by many threads. */
    RandomGenerator newRandom();

    /**
     * Tells listeners and the log. Returns at once: listeners run elsewhere, in the order of their events for one
     * {@code Seakeep}.
     */
    void emit(SeakeepEvent event);

    /** Asks for ticks although the dependency may be idle; see {@link ActivePolicy#needsTicks()}. */
    void wake();
}
