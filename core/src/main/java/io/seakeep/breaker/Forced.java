package io.seakeep.breaker;

import io.seakeep.Gate;

/** The phase that somebody asked for, and that lasts until somebody ends it. */
final class Forced extends Phase {

    private final BreakerState state;

    Forced(Terms terms, long generation, long sinceNanos, BreakerState state) {
        super(terms, generation, sinceNanos, Reason.of("somebody asked for it"));
        this.state = state;
    }

    @Override
    BreakerState state() {
        return state;
    }

    @Override
    long admit(long nowNanos) {
        return state == BreakerState.FORCED_CLOSED ? RunWord.first(generation) : Gate.REFUSED;
    }

    @Override
    public String get() {
        return "forced open until somebody releases it";
    }
}
