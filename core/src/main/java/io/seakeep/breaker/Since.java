package io.seakeep.breaker;

/** Since when something has been so without a break. For use on the tick only. */
final class Since {

    private boolean isSo;
    private long sinceNanos;

    void observe(boolean isSoNow, long nowNanos) {
        if (isSoNow && !isSo) {
            sinceNanos = nowNanos;
        }
        isSo = isSoNow;
    }

    boolean hasLasted(long nanos, long nowNanos) {
        return isSo && nowNanos - sinceNanos >= nanos;
    }
}
