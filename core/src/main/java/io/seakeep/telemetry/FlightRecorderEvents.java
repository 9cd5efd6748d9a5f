package io.seakeep.telemetry;

import io.seakeep.AttemptRetried;
import io.seakeep.CallRejected;
import io.seakeep.DependencyCreated;
import io.seakeep.EventRecorder;
import io.seakeep.HedgeRefused;
import io.seakeep.HedgeSent;
import io.seakeep.RetryRefused;
import io.seakeep.SeakeepEvent;
import io.seakeep.TimeoutOverrun;
import io.seakeep.breaker.BreakerTransition;

/**
 * Writes Seakeep's events into the JDK's Flight Recorder, in the category {@code Seakeep}, while a recording has them enabled; by default it
 * has. Found by {@link java.util.ServiceLoader}, and left out where the runtime has no module {@code jdk.jfr}. Without a recording it costs
 * a read of a field for an event, and allocates nothing.
 */
public final class FlightRecorderEvents implements EventRecorder {

    /**
     * For {@link java.util.ServiceLoader}.
     *
     * @throws LinkageError if the runtime has no Flight Recorder
     */
    public FlightRecorderEvents() {
        wantsDetail(); // better known now than at the first event
    }

    @Override
    public boolean wantsDetail() {
        return RejectionRecord.ANY.isEnabled() || RetryRecord.ANY.isEnabled() || HedgeRecord.ANY.isEnabled();
    }

    @Override
    public void record(SeakeepEvent event) {
        if (event instanceof BreakerTransition transition) {
            BreakerRecord.write(transition);
        } else if (event instanceof CallRejected rejected) {
            RejectionRecord.write(rejected);
        } else if (event instanceof AttemptRetried retried) {
            RetryRecord.write(retried);
        } else if (event instanceof RetryRefused refused) {
            RetryRecord.write(refused);
        } else if (event instanceof HedgeSent sent) {
            HedgeRecord.write(sent);
        } else if (event instanceof HedgeRefused refused) {
            HedgeRecord.write(refused);
        } else if (event instanceof TimeoutOverrun overrun) {
            OverrunRecord.write(overrun);
        } else if (event instanceof DependencyCreated created) {
            DependencyRecord.write(created);
        } else {
            OtherRecord.write(event);
        }
    }
}
