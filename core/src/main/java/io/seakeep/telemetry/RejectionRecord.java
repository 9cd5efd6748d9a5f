package io.seakeep.telemetry;

import io.seakeep.CallRejected;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A rejection, as Flight Recorder keeps it. */
@Name("io.seakeep.Rejection")
@Label("Rejection")
@Description("An attempt was refused before it reached the dependency")
@Category("Seakeep")
@StackTrace(false)
final class RejectionRecord extends Event {

    /** Never written: asked whether there is a recording before another is made. */
    static final RejectionRecord ANY = new RejectionRecord();

    @Label("Dependency")
    String dependency = "";

    @Label("Policy")
    String policy = "";

    @Label("Setting")
    String setting = "";

    @Label("Reason")
    String reason = "";

    static void write(CallRejected rejected) {
        if (ANY.isEnabled()) {
            RejectionRecord made = new RejectionRecord();
            made.dependency = rejected.dependency();
            made.policy = rejected.refusal().policy();
            made.setting = rejected.refusal().setting();
            made.reason = rejected.refusal().reason();
            made.commit();
        }
    }
}
