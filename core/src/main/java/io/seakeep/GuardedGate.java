package io.seakeep;

import io.seakeep.latency.Outcome;
import java.util.Locale;

/**
 * A gate that we did not write, kept from breaking a call: one that throws while deciding has admitted nothing and refused
 * nothing, so the attempt passes it by, and what it throws later is reported.
 */
final class GuardedGate implements WaitingGate, IsolatingGate {

    /** The token of an attempt that passed the gate by; gates give none above this. */
    private static final long PASSED_BY = Long.MAX_VALUE;

    private final Gate gate;
    private final String name;
    private final PolicyScope scope;

    GuardedGate(Gate gate, Position position, PolicyScope scope) {
        this.gate = gate;
        this.name = position.name().toLowerCase(Locale.ROOT);
        this.scope = scope;
    }

    @Override
    public long tryEnter(CallTraits traits, long nowNanos) {
        try {
            long token = gate.tryEnter(traits, nowNanos);
            return token == WAIT && !(gate instanceof WaitingGate) ? REFUSED : token;
        } catch (Throwable broken) {
            // Errors too: a gate of the user's must not cost anybody a call.
            report(broken);
            return PASSED_BY;
        }
    }

    @Override
    public GateWait await(CallTraits traits, long nowNanos, long latestNanos, Waiter waiter) {
        try {
            return ((WaitingGate) gate).await(traits, nowNanos, latestNanos, waiter);
        } catch (Throwable broken) {
            // Errors too, and nobody may be left waiting.
            report(broken);
            waiter.ended(PASSED_BY);
            return PassedBy.INSTANCE;
        }
    }

    @Override
    public void exit(long token, Outcome outcome, long durationNanos, long nowNanos) {
        if (token == PASSED_BY) {
            return;
        }
        try {
            gate.exit(token, outcome, durationNanos, nowNanos);
        } catch (Throwable broken) {
            // Errors too: the attempt has ended, and its other gates have to hear of it.
            report(broken);
        }
    }

    @Override
    public void withdraw(long token) {
        if (token == PASSED_BY) {
            return;
        }
        try {
            gate.withdraw(token);
        } catch (Throwable broken) {
            // Errors too: the other gates' permits have to be given back.
            report(broken);
        }
    }

    @Override
    public boolean isolates() {
        try {
            return gate instanceof IsolatingGate isolating && isolating.isolates();
        } catch (Throwable broken) {
            // Errors too: the attempt can run as one that is not isolated.
            report(broken);
            return false;
        }
    }

    @Override
    public void abandoned() {
        try {
            ((IsolatingGate) gate).abandoned();
        } catch (Throwable broken) {
            // Errors too: the caller is about to leave, with what there is for it.
            report(broken);
        }
    }

    @Override
    public void abandonedEnded() {
        try {
            ((IsolatingGate) gate).abandonedEnded();
        } catch (Throwable broken) {
            // Errors too: nobody waits for this attempt any more, and its thread has to go.
            report(broken);
        }
    }

    @Override
    public CallRejectedException rejection(long refusal, long nowNanos) {
        try {
            return gate.rejection(refusal, nowNanos);
        } catch (Throwable broken) {
            // Errors too: the refusal stands, whatever it cannot say for itself.
            report(broken);
            return new CallRejectedException(scope.dependency(), name, name, 0, () -> "it gave no reason");
        }
    }

    private void report(Throwable broken) {
        scope.emit(new UserCodeFailed(scope.dependency(), "gate " + name, broken));
    }

    /** The wait at a gate that is broken, which is over as it begins. */
    private enum PassedBy implements GateWait {
        INSTANCE;

        @Override
        public long untilNanos() {
            return 0;
        }

        @Override
        public long token() {
            return PASSED_BY;
        }

        @Override
        public boolean leave(long refusal) {
            return false;
        }
    }
}
