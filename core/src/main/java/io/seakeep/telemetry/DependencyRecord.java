package io.seakeep.telemetry;

import io.seakeep.DependencyCreated;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A new dependency, as Flight Recorder keeps it. */
@Name("io.seakeep.DependencyCreated")
@Label("Dependency Created")
@Description("A dependency was named for the first time")
@Category("Seakeep")
@StackTrace(false)
final class DependencyRecord extends Event {

    /** Never written: asked whether there is a recording before another is made. */
    static final DependencyRecord ANY = new DependencyRecord();

    @Label("Dependency")
    String dependency = "";

    @Label("Pipeline")
    String pipeline = "";

    static void write(DependencyCreated created) {
        if (ANY.isEnabled()) {
            DependencyRecord made = new DependencyRecord();
            made.dependency = created.dependency();
            made.pipeline = created.description();
            made.commit();
        }
    }
}
