package io.seakeep.hedging;

import io.seakeep.ActivePolicy;
import io.seakeep.CallRejectedException;
import io.seakeep.CallTraits;
import io.seakeep.Gate;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.latency.Outcome;

/** Lets all in until told otherwise. */
final class RefusingGate implements Gate, Policy {
    boolean refusing;
    int inside;

    @Override
    public long tryEnter(CallTraits traits, long nowNanos) {
        if (refusing) {
            return REFUSED;
        }
        inside++;
        return 0;
    }

    @Override
    public void exit(long token, Outcome outcome, long durationNanos, long nowNanos) {
        inside--;
    }

    @Override
    public void withdraw(long token) {
        inside--;
    }

    @Override
    public CallRejectedException rejection(long refusal, long nowNanos) {
        return new CallRejectedException("d", "gate", "gate", 0, () -> "it was told to");
    }

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public Position position() {
        return Position.ADMISSION;
    }

    @Override
    public Mode mode() {
        return Mode.ENFORCE;
    }

    @Override
    public void check(Problems problems) {}

    @Override
    public ActivePolicy start(PolicyScope scope) {
        return this;
    }

    @Override
    public String describe() {
        return "refuses when told to";
    }
}
