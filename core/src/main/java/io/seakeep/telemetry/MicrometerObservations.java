package io.seakeep.telemetry;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.seakeep.Attempt;
import io.seakeep.AttemptObserver;
import io.seakeep.latency.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes each attempt a Micrometer observation, and so a span where the application traces: {@code Seakeep.builder().observer(new
 * MicrometerObservations(registry))}.
 *
 * <p>The observation is called {@code seakeep.attempt}. Its parent is what the caller's thread is observing when it makes the call, also for
 * attempts on other threads. It has the low-cardinality keys {@code dependency} (with its key in square brackets), {@code number} (which
 * attempt of its call it is, from 1), {@code hedge} ({@code true} or {@code false}) and, when it ends, {@code outcome}. What the code threw is
 * its error. While the code runs, the observation is the current one of the thread, so that the client's own spans lie within it.
 *
 * <p>Needs {@code io.micrometer:micrometer-observation}, which Seakeep does not bring. Safe for use by many threads.
 */
public final class MicrometerObservations implements AttemptObserver {

    private final ObservationRegistry registry;

    /** For observations in that registry. */
    public MicrometerObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Call begins(String dependency) {
        Observation parent = registry.getCurrentObservation();
        return attempt -> started(dependency, parent, attempt);
    }

    private Observed started(String dependency, @Nullable Observation parent, Attempt attempt) {
        Observation observation = Observation.createNotStarted("seakeep.attempt", registry)
                .contextualName("attempt at " + dependency)
                .lowCardinalityKeyValue("dependency", dependency)
                .lowCardinalityKeyValue("number", Integer.toString(attempt.number()))
                .lowCardinalityKeyValue("hedge", Boolean.toString(attempt.isHedge()));
        // Also where there is none: by now the thread may be at somebody else's work.
        observation.parentObservation(parent);
        return new ObservedAttempt(observation.start());
    }

    private record ObservedAttempt(Observation observation) implements Observed {

        @Override
        public Scope open() {
            return observation.openScope()::close;
        }

        @Override
        public void ended(Outcome outcome, @Nullable Throwable failure) {
            if (failure != null) {
                observation.error(failure);
            }
            String tag = outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
            observation.lowCardinalityKeyValue("outcome", tag).stop();
        }
    }
}
