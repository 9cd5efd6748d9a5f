package io.seakeep;

/** A policy that decides how long the next attempt may take. */
public interface AttemptTimeout extends ActivePolicy {

    /** The timeout in nanoseconds, above zero; read once for each attempt, so one plain number. */
    long timeoutNanos();
}
