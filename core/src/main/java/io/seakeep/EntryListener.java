package io.seakeep;

/** Who has asked for an attempt to be let in and does not want to block for it. */
interface EntryListener<P extends PermitState> {

    /** The attempt has to wait. Called before the wait begins, by the thread that asked. */
    void waits(PendingEntry<P> entry);

    /** Called off while it waited. Nothing else is heard of it. */
    void calledOff();

    /** Runs what comes after a wait, with the caller's context in place. */
    void run(Runnable work);

    /** It is in. Called where user code may run. */
    void entered(P permit);

    /** It is not going to be let in. Called where user code may run, if there is any such place left. */
    void refused(Throwable refusal);
}
