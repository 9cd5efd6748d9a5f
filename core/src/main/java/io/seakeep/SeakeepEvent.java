package io.seakeep;

/** Something that happened and that a person may want to know of. Each kind of event is a record of its own. */
public interface SeakeepEvent {

    /** The dependency, with its key in square brackets where there is one. */
    String dependency();

    /** The event in one line, with its reason and numbers. */
    String message();

    /** How much attention it asks for. */
    default Severity severity() {
        return Severity.INFO;
    }

    /** How much attention an event asks for; it decides the level of its log line. */
    enum Severity {
        /** Good to know when looking for something. */
        DEBUG,
        /** Worth a line. */
        INFO,
        /** Somebody should look. */
        WARNING
    }
}
