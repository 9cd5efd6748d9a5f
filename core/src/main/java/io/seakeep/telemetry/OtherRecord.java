package io.seakeep.telemetry;

import io.seakeep.SeakeepEvent;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Events of other kinds, as Flight Recorder keeps them. */
@Name("io.seakeep.Event")
@Label("Event")
@Description("Something else happened that a person may want to know of")
@Category("Seakeep")
@StackTrace(false)
final class OtherRecord extends Event {

    /** Never written: asked whether there is a recording before another is made. */
    static final OtherRecord ANY = new OtherRecord();

    @Label("Dependency")
    String dependency = "";

    @Label("Kind")
    String kind = "";

    @Label("Severity")
    String severity = "";

    @Label("Message")
    String message = "";

    static void write(SeakeepEvent event) {
        if (ANY.isEnabled()) {
            OtherRecord made = new OtherRecord();
            made.dependency = event.dependency();
            made.kind = event.getClass().getSimpleName();
            made.severity = event.severity().name();
            made.message = event.message();
            made.commit();
        }
    }
}
