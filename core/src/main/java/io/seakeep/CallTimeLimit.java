package io.seakeep;

/** A policy that decides how long a call may take, all its attempts and waits together. */
public interface CallTimeLimit extends ActivePolicy {

    /** The limit in nanoseconds, above zero; read once for each call, so one plain number. */
    long limitNanos();
}
