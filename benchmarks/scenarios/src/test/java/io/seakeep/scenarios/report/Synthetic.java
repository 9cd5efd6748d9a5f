package io.seakeep.scenarios.report;

import io.seakeep.scenarios.result.Check;
import io.seakeep.scenarios.result.ClientResult;
import io.seakeep.scenarios.result.Figure;
import io.seakeep.scenarios.result.Measure;
import io.seakeep.scenarios.result.Percentile;
import io.seakeep.scenarios.result.Phase;
import io.seakeep.scenarios.result.ScenarioResult;
import io.seakeep.scenarios.result.Series;
import io.seakeep.scenarios.result.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Results of as many scenarios and clients as there may ever be, made up of curves such as real ones have. */
final class Synthetic {

    static final int SCENARIOS = 12;

    private static final List<String> CLIENTS =
            List.of("unguarded", "timeout and retries", "Resilience4j", "Failsafe", "Seakeep");
    private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9995, 0.9999, 0.99999};

    private Synthetic() {}

    static List<ScenarioResult> results() {
        return IntStream.range(0, SCENARIOS).mapToObj(Synthetic::result).toList();
    }

    private static ScenarioResult result(int number) {
        int steps = 200 * (1 + number);
        double stepSeconds = number == SCENARIOS - 1 ? 500 : 1;
        double end = steps * stepSeconds;
        Story story = new Story(
                "scenario-" + (number + 1),
                "A failure that outlives <its> cause & \"more\", no. " + (number + 1),
                "A database for 300 queries a second is asked for 280, and stands still for ten seconds. Callers wait for one second"
                        + " and try once more, so that it is asked for 560 from then on. </script><script>throw 1</script>",
                "Somebody and others, \"A paper\", a conference 2021",
                List.of(
                        new Phase("outage", end * 0.2, end * 0.3),
                        new Phase("herd", end * 0.3, end * 0.33),
                        new Phase("measured", end * 0.7, end)));
        List<ClientResult> clients = IntStream.range(0, CLIENTS.size())
                .mapToObj(client -> client(number, client, steps, stepSeconds))
                .toList();
        List<Check> checks = new ArrayList<>(List.of(
                Check.atLeast("Seakeep answers at least 95 % of the last minute's calls at 280/s", 99.98, 95, "%"),
                Check.atMost("Requests with Seakeep are never more than 1.2 times the calls", 1.09, 1.2, "×"),
                Check.atMost("A timeout and retries never recover at 280/s", 0, 1, "%")));
        if (number == 4) {
            checks.add(Check.atMost("Seakeep is back to normal within 5 s of the spike's end", 7.25, 5, "s"));
        }
        return new ScenarioResult(story, 1, "run " + story.name() + " --seed 1", clients, checks);
    }

    private static ClientResult client(int number, int client, int steps, double stepSeconds) {
        double ill = 1 - client / 4.0;
        IntToDoubleFunction trouble = step -> {
            double at = (double) step / steps;
            return at < 0.2 ? 0 : at < 0.3 ? 1 : Math.exp(-(at - 0.3) * 8 * (1 - ill * 0.99));
        };
        IntToDoubleFunction ripple = step -> 12 * Math.sin(step * 0.7 + number) + 7 * Math.sin(step * 2.3);
        List<Series> series = new ArrayList<>(List.of(
                series(Measure.OFFERED, steps, step -> 280 + ripple.applyAsDouble(step)),
                series(
                        Measure.SENT,
                        steps,
                        step -> 280 * (1 + ill * 2 * trouble.applyAsDouble(step)) + ripple.applyAsDouble(step)),
                series(
                        Measure.USEFUL,
                        steps,
                        step -> Math.max(
                                0,
                                280 * (1 - trouble.applyAsDouble(step) * (0.3 + 0.7 * ill))
                                        + ripple.applyAsDouble(step))),
                series(Measure.FAILED, steps, step -> 280 * trouble.applyAsDouble(step) * (0.3 + 0.7 * ill)),
                series(Measure.P50, steps, step -> 4 + 500 * ill * trouble.applyAsDouble(step)),
                series(
                        Measure.P99,
                        steps,
                        step -> trouble.applyAsDouble(step) > 0.95 && step % 7 != 0
                                ? Double.NaN
                                : 30 + 1500 * ill * trouble.applyAsDouble(step) + ripple.applyAsDouble(step)),
                series(
                        Measure.P999,
                        steps,
                        step -> 80 + 2500 * ill * trouble.applyAsDouble(step) + ripple.applyAsDouble(step))));
        if (client >= 2) {
            series.add(series(
                    Measure.BREAKER,
                    steps,
                    step -> trouble.applyAsDouble(step) > 0.8 ? 0 : trouble.applyAsDouble(step) > 0.5 ? 0.5 : 1));
        }
        if (client == 4) {
            series.add(series(Measure.TIMEOUT, steps, step -> 120 + 800 * trouble.applyAsDouble(step)));
            series.add(series(Measure.HEDGE_DELAY, steps, step -> 20 + 5 * Math.sin(step * 0.02)));
            series.add(series(Measure.HEDGES, steps, step -> 5 + 2 * Math.sin(step * 0.1)));
            series.add(series(Measure.LIMIT, steps, step -> 100 - 80 * trouble.applyAsDouble(step)));
        }
        List<Percentile> percentiles = new ArrayList<>();
        for (double share : SHARES) {
            percentiles.add(new Percentile(share, 3 + Math.pow(1 / (1 - share), 0.45 + 0.3 * ill + client * 0.01)));
        }
        return new ClientResult(
                CLIENTS.get(client),
                stepSeconds,
                series,
                percentiles,
                List.of(
                        new Figure("goodput in the last minute", 100 * (1 - ill), "%"),
                        new Figure("most requests for each call", 1 + 2 * ill, "×"),
                        new Figure("back to normal after", client == 0 ? Double.NaN : 3 + 60 * ill, "s"),
                        new Figure("p99", 30 + 1500 * ill, "ms")));
    }

    private static Series series(Measure measure, int steps, IntToDoubleFunction value) {
        return new Series(
                measure, IntStream.range(0, steps).mapToDouble(value).boxed().toList());
    }
}
