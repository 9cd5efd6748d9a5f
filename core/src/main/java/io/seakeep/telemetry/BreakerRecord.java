package io.seakeep.telemetry;

import io.seakeep.breaker.BreakerTransition;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A breaker's transition, as Flight Recorder keeps it. */
@Name("io.seakeep.BreakerTransition")
@Label("Breaker Transition")
@Description("A breaker has changed its state, or would have")
@Category("Seakeep")
@StackTrace(false)
final class BreakerRecord extends Event {

    /** Never written: asked whether there is a recording before another is made. */
    static final BreakerRecord ANY = new BreakerRecord();

    @Label("Dependency")
    String dependency = "";

    @Label("Mode")
    String mode = "";

    @Label("From")
    String from = "";

    @Label("To")
    String to = "";

    @Label("Reason")
    String reason = "";

    @Label("Measured")
    double measured;

    @Label("Limit")
    double limit;

    @Label("Samples")
    long samples;

    @Timespan(Timespan.NANOSECONDS)
    @Label("Open For")
    long openNanos;

    static void write(BreakerTransition transition) {
        if (ANY.isEnabled()) {
            BreakerRecord made = new BreakerRecord();
            made.dependency = transition.dependency();
            made.mode = transition.mode().name();
            made.from = transition.from().name();
            made.to = transition.to().name();
            made.reason = transition.reason();
            made.measured = transition.measured();
            made.limit = transition.limit();
            made.samples = transition.samples();
            made.openNanos = transition.openNanos();
            made.commit();
        }
    }
}
