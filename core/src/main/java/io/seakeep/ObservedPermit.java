package io.seakeep;

import io.seakeep.latency.Outcome;
import org.jspecify.annotations.Nullable;

/** A permit whose end an observer hears of. */
final class ObservedPermit extends PermitState {

    private final @Nullable ObservedCall drivenBy;
    private volatile @Nullable AttemptObservation observation;

    /** @param drivenBy what it belongs to if its holder drives it; null if code of ours runs the user's */
    ObservedPermit(
            @Nullable ObservedCall drivenBy,
            Pipeline pipeline,
            CallTraits traits,
            int number,
            long expiresAtNanos,
            long startNanos,
            long slot,
            long t0,
            long t1,
            long t2,
            long t3) {
        super(pipeline, traits, number, expiresAtNanos, startNanos, slot, t0, t1, t2, t3);
        this.drivenBy = drivenBy;
    }

    /** Makes those that code of ours drives. */
    static PermitState undriven(
            Pipeline pipeline,
            CallTraits traits,
            int number,
            long expiresAtNanos,
            long startNanos,
            long slot,
            long t0,
            long t1,
            long t2,
            long t3) {
        return new ObservedPermit(null, pipeline, traits, number, expiresAtNanos, startNanos, slot, t0, t1, t2, t3);
    }

    /** Makes those of one call that their holder drives. */
    static PermitMaker<PermitState> driven(ObservedCall call) {
        return (pipeline, traits, number, expiresAtNanos, startNanos, slot, t0, t1, t2, t3) -> {
            ObservedPermit made = new ObservedPermit(
                    call, pipeline, traits, number, expiresAtNanos, startNanos, slot, t0, t1, t2, t3);
            call.begin(made);
            return made;
        };
    }

    @Override
    void observedBy(AttemptObservation newObservation) {
        observation = newObservation;
    }

    @Override
    PermitMaker<PermitState> next() {
        return drivenBy == null ? super.next() : driven(drivenBy);
    }

    @Override
    void threw(Throwable failure) {
        AttemptObservation observing = observation;
        if (observing != null) {
            observing.failed(failure);
        }
    }

    @Override
    void settled(Outcome outcome) {
        AttemptObservation observing = observation;
        if (observing != null) {
            observing.ended(outcome);
        }
    }
}
