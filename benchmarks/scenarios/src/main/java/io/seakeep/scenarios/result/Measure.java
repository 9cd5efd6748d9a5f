package io.seakeep.scenarios.result;

/** What is drawn over time. Those of one chart are drawn together. */
public enum Measure {
    OFFERED(Chart.LOAD, "offered", "calls/s"),
    SENT(Chart.LOAD, "sent", "requests/s"),
    DONE(Chart.LOAD, "done", "requests/s"),
    USEFUL(Chart.LOAD, "useful", "calls/s"),
    FAILED(Chart.LOAD, "failed", "calls/s"),
    P50(Chart.LATENCY, "p50", "ms"),
    P99(Chart.LATENCY, "p99", "ms"),
    P999(Chart.LATENCY, "p99.9", "ms"),
    TIMEOUT(Chart.LATENCY, "timeout", "ms"),
    HEDGE_DELAY(Chart.LATENCY, "hedge delay", "ms"),
    HEDGES(Chart.LOAD, "hedges", "requests/s"),
    BREAKER(Chart.BREAKER, "breaker", "1 closed, 0 open"),
    LIMIT(Chart.LIMIT, "limit", "calls at once");

    /** A pair of axes. */
    public enum Chart {
        LOAD,
        LATENCY,
        BREAKER,
        LIMIT
    }

    private final Chart chart;
    private final String words;
    private final String unit;

    Measure(Chart chart, String words, String unit) {
        this.chart = chart;
        this.words = words;
        this.unit = unit;
    }

    /** Where it is drawn. */
    public Chart chart() {
        return chart;
    }

    /** What it is called. */
    public String words() {
        return words;
    }

    /** What it is counted in. */
    public String unit() {
        return unit;
    }
}
