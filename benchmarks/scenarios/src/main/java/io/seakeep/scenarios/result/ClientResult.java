package io.seakeep.scenarios.result;

import java.util.List;

/**
 * What came of a scenario with one client.
 *
 * @param client its name
 * @param stepSeconds how long a step of the series is
 * @param series what is drawn over time
 * @param percentiles what is drawn of the latency
 * @param figures its line in the table
 */
public record ClientResult(
        String client, double stepSeconds, List<Series> series, List<Percentile> percentiles, List<Figure> figures) {

    public ClientResult {
        series = List.copyOf(series);
        percentiles = List.copyOf(percentiles);
        figures = List.copyOf(figures);
    }

    /** The figure of that name. */
    public double figure(String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no figure " + name + " of " + client))
                .value();
    }
}
