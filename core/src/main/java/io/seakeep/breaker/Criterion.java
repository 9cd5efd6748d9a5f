package io.seakeep.breaker;

/** What a {@link CircuitBreaker} can open on. Each has a mode of its own within that of the breaker. */
public enum Criterion {
    /** Too large a share of the attempts failed or timed out. Judged on the tick. */
    FAILURE_RATE("failure-rate", ""),
    /** Too many attempts in a row failed or timed out. Judged at once, on the thread of the caller whose attempt failed. */
    CONSECUTIVE_FAILURES("consecutive-failures", ""),
    /** Too large a share of the attempts took longer than a fixed limit, or are in flight for longer. Judged on the tick. */
    SLOW_CALLS("slow-calls", ".limit"),
    /** A quantile of the latency is a multiple of what it usually is. Judged on the tick. */
    SLOWER_THAN_BASELINE("slower-than-baseline", ".factor"),
    /** Many attempts are in flight for far longer than usual, and none was answered meanwhile. Judged on the tick. */
    HANG("hang", ".at-least");

    private final String label;
    private final String number;

    /** @param number what its first number is called within the group of its settings */
    Criterion(String label, String number) {
        this.label = label;
        this.number = number;
    }

    /** What the names of its settings begin with. */
    String group() {
        return "breaker." + label;
    }

    /** The setting that changes it, such as {@code breaker.failure-rate}. */
    String setting() {
        return group() + number;
    }

    String label() {
        return label;
    }
}
