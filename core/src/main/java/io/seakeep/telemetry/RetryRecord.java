package io.seakeep.telemetry;

import io.seakeep.AttemptRetried;
import io.seakeep.RetryRefused;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A retry or the end of them, as Flight Recorder keeps it. */
@Name("io.seakeep.Retry")
@Label("Retry")
@Description("An attempt ended badly, and is followed by another one or is the last")
@Category("Seakeep")
@StackTrace(false)
final class RetryRecord extends Event {

    /** Never written: asked whether there is a recording before another is made. */
    static final RetryRecord ANY = new RetryRecord();

    @Label("Dependency")
    String dependency = "";

    @Label("Attempts Made")
    int attemptsMade;

    @Label("Outcome")
    String outcome = "";

    @Timespan(Timespan.NANOSECONDS)
    @Label("Wait")
    long waitNanos = -1;

    @Label("Refused Because")
    String refusedBecause = "";

    static void write(AttemptRetried retried) {
        if (ANY.isEnabled()) {
            RetryRecord made = new RetryRecord();
            made.dependency = retried.dependency();
            made.attemptsMade = retried.attemptsMade();
            made.outcome = retried.outcome().name();
            made.waitNanos = retried.waitNanos();
            made.commit();
        }
    }

    static void write(RetryRefused refused) {
        if (ANY.isEnabled()) {
            RetryRecord made = new RetryRecord();
            made.dependency = refused.dependency();
            made.attemptsMade = refused.attemptsMade();
            made.outcome = refused.outcome().name();
            made.refusedBecause = refused.reason().name();
            made.commit();
        }
    }
}
