package io.seakeep;

/** A policy that decides how long the next attempt may take. */
public interface AttemptTimeout extends ActivePolicy {

    /** The timeout in nanoseconds, above zero; read once for each attempt, so one plain number. */
    long timeoutNanos();

    /** What happens to attempts that take longer; asked once, when the pipeline is built. */
    default TimeoutEnforcement enforcement() {
        return TimeoutEnforcement.HANDED_OUT;
    }
}
