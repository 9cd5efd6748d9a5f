package io.seakeep.telemetry;

import io.seakeep.HedgeRefused;
import io.seakeep.HedgeSent;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A hedge, as Flight Recorder keeps it. */
@Name("io.seakeep.Hedge")
@Label("Hedge")
@Description("An attempt was started beside those that were late, or was due and not started")
@Category("Seakeep")
@StackTrace(false)
final class HedgeRecord extends Event {

    /** Never written: asked whether there is a recording before another is made. */
    static final HedgeRecord ANY = new HedgeRecord();

    @Label("Dependency")
    String dependency = "";

    @Label("Attempt")
    int attempt;

    @Timespan(Timespan.NANOSECONDS)
    @Label("After")
    long afterNanos = -1;

    @Label("Refused Because")
    String refusedBecause = "";

    static void write(HedgeSent sent) {
        if (ANY.isEnabled()) {
            HedgeRecord made = new HedgeRecord();
            made.dependency = sent.dependency();
            made.attempt = sent.attempt();
            made.afterNanos = sent.afterNanos();
            made.commit();
        }
    }

    static void write(HedgeRefused refused) {
        if (ANY.isEnabled()) {
            HedgeRecord made = new HedgeRecord();
            made.dependency = refused.dependency();
            made.refusedBecause = refused.reason().name();
            made.commit();
        }
    }
}
