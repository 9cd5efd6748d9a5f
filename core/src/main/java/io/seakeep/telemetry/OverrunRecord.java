package io.seakeep.telemetry;

import io.seakeep.TimeoutOverrun;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Overruns of a timeout, as Flight Recorder keeps them. */
@Name("io.seakeep.TimeoutOverrun")
@Label("Timeout Overrun")
@Description("Attempts took longer than their timeout and were not ended")
@Category("Seakeep")
@StackTrace(false)
final class OverrunRecord extends Event {

    /** Never written: asked whether there is a recording before another is made. */
    static final OverrunRecord ANY = new OverrunRecord();

    @Label("Dependency")
    String dependency = "";

    @Label("Attempts")
    long attempts;

    @Timespan(Timespan.NANOSECONDS)
    @Label("Timeout")
    long timeoutNanos;

    static void write(TimeoutOverrun overrun) {
        if (ANY.isEnabled()) {
            OverrunRecord made = new OverrunRecord();
            made.dependency = overrun.dependency();
            made.attempts = overrun.count();
            made.timeoutNanos = overrun.timeoutNanos();
            made.commit();
        }
    }
}
