package io.seakeep;

/**
 * The fastest answer that the dependency can plausibly give, published on the tick: who has less time than that need not ask.
 * It is what 99 % of the answers are slower than, at the lower confidence bound; zero until that is known, which takes 299 answers
 * in the tracker's window.
 */
final class FastestAnswer implements ActivePolicy {

    private static final double QUANTILE = 0.01;

    private volatile long nanos;

    long nanos() {
        return nanos;
    }

    @Override
    public void onTick(Tick tick) {
        nanos = tick.window().quantile(QUANTILE).lowerNanos().orElse(0);
    }
}
