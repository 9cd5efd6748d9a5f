package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.result.ClientResult;
import io.seakeep.scenarios.result.Figure;
import io.seakeep.scenarios.result.Measure;
import io.seakeep.scenarios.result.Percentile;
import io.seakeep.scenarios.result.Series;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Sender;
import io.seakeep.scenarios.sim.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Writes down what happens in a world, step by step. */
final class Recorder {

    private static final double[] SHARES = {
        0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998, 0.9999, 0.99999
    };

    private final World world;
    private final double stepSeconds;
    private final int steps;
    private final Map<Measure, double[]> values = new EnumMap<>(Measure.class);
    private final double[] usefulOfBegun;
    private final Histograms latency;
    private final Histograms failing;

    /** @param endSecond after which nothing is written down */
    Recorder(World world, double stepSeconds, double endSecond) {
        this.world = world;
        this.stepSeconds = stepSeconds;
        this.steps = (int) Math.ceil(endSecond / stepSeconds);
        this.usefulOfBegun = new double[steps];
        this.latency = new Histograms(steps);
        this.failing = new Histograms(steps);
        for (Measure counted : List.of(Measure.OFFERED, Measure.SENT, Measure.USEFUL, Measure.FAILED)) {
            values.put(counted, new double[steps]);
        }
    }

    /** Makes a call, and writes down what comes of it. Any answer is useful. */
    CompletableFuture<String> call(Client client, Order order) {
        return call(client, order, Double.POSITIVE_INFINITY);
    }

    /**
     * Makes a call, and writes down what comes of it.
     *
     * @param usefulSeconds after which nobody needs the answer any more
     */
    CompletableFuture<String> call(Client client, Order order, double usefulSeconds) {
        return request(() -> client.call(order), usefulSeconds);
    }

    /** Makes a request of whatever calls that takes, and writes down what comes of it. */
    CompletableFuture<String> request(Supplier<CompletableFuture<String>> calls, double usefulSeconds) {
        double begun = world.now();
        count(Measure.OFFERED);
        return calls.get().whenComplete((answer, failure) -> {
            double seconds = world.now() - begun;
            if (failure == null && seconds <= usefulSeconds) {
                useful(begun, seconds);
            } else {
                count(Measure.FAILED);
                add(failing, seconds);
            }
        });
    }

    /** A call that began then ended well just now, after so long. */
    void useful(double begunSecond, double seconds) {
        count(Measure.USEFUL);
        int begun = stepAt(begunSecond);
        if (begun < steps) {
            usefulOfBegun[begun]++;
        }
        add(latency, seconds);
    }

    private void add(Histograms durations, double seconds) {
        if (stepNow() < steps) {
            durations.add(stepNow(), seconds);
        }
    }

    /** The same, and each request of it is counted. */
    Sender counted(Sender sender) {
        return outgoing -> {
            count(Measure.SENT);
            return sender.send(outgoing);
        };
    }

    /** Counts something that happens now. */
    void count(Measure measure) {
        int step = stepNow();
        if (step < steps) {
            values.computeIfAbsent(measure, counted -> new double[steps])[step]++;
        }
    }

    /** Writes down what that client shows, once in each step. */
    void watch(Client client) {
        watch(client.gauges());
    }

    /** Writes down what they show, once in each step. */
    void watch(Map<Client.Gauge, DoubleSupplier> gauges) {
        gauges.forEach((gauge, reading) -> {
            double[] read = new double[steps];
            Arrays.fill(read, Double.NaN);
            values.put(measure(gauge), read);
            sample(read, reading, 0);
        });
    }

    private void sample(double[] read, DoubleSupplier reading, int step) {
        if (step < steps) {
            world.at((step + 0.5) * stepSeconds, () -> {
                read[step] = reading.getAsDouble();
                sample(read, reading, step + 1);
            });
        }
    }

    private static Measure measure(Client.Gauge gauge) {
        return switch (gauge) {
            case BREAKER -> Measure.BREAKER;
            case LIMIT -> Measure.LIMIT;
            case TIMEOUT -> Measure.TIMEOUT;
            case HEDGE_DELAY -> Measure.HEDGE_DELAY;
        };
    }

    /** Of the calls that began in that time, the share that ended well in time; 1 if there were none. */
    double goodput(double fromSecond, double toSecond) {
        double begun = sum(values(Measure.OFFERED), fromSecond, toSecond);
        return begun == 0 ? 1 : sum(usefulOfBegun, fromSecond, toSecond) / begun;
    }

    /** How long it takes from then on until in each step as large a share as that ends well; NaN if that never is so. */
    double secondsUntil(double goodput, double fromSecond, double toSecond) {
        int from = stepAt(fromSecond);
        int end = Math.min(steps, stepAt(toSecond));
        int good = end;
        while (good > from && goodput((good - 1) * stepSeconds, good * stepSeconds) >= goodput) {
            good--;
        }
        return good == end ? Double.NaN : (good - from) * stepSeconds;
    }

    /** How many in a second on average. */
    double rate(Measure measure, double fromSecond, double toSecond) {
        return sum(values(measure), fromSecond, toSecond) / (toSecond - fromSecond);
    }

    /** How many in a second in the busiest step. */
    double peakRate(Measure measure, double fromSecond, double toSecond) {
        return Arrays.stream(values(measure), stepAt(fromSecond), Math.min(steps, stepAt(toSecond)))
                        .max()
                        .orElse(0)
                / stepSeconds;
    }

    /** How long calls took that ended well in that time, in milliseconds; NaN if none did. */
    double millis(double quantile, double fromSecond, double toSecond) {
        return Histograms.millis(latency.over(stepAt(fromSecond), stepAt(toSecond)), quantile);
    }

    /** How long calls took of which nothing came, in milliseconds; NaN if there were none. */
    double failingMillis(double quantile, double fromSecond, double toSecond) {
        return Histograms.millis(failing.over(stepAt(fromSecond), stepAt(toSecond)), quantile);
    }

    /** What was written down, and these figures. */
    ClientResult result(Role role, List<Figure> figures) {
        List<Series> series = new ArrayList<>();
        values.forEach((measure, counted) -> series.add(new Series(measure, perSecond(measure, counted))));
        series.add(new Series(Measure.P50, latency.millis(0.5)));
        series.add(new Series(Measure.P99, latency.millis(0.99)));
        series.add(new Series(Measure.P999, latency.millis(0.999)));
        return new ClientResult(role.words(), stepSeconds, series, percentiles(), figures);
    }

    private List<Double> perSecond(Measure measure, double[] counted) {
        double divisor = measure.unit().endsWith("/s") ? stepSeconds : 1;
        return Arrays.stream(counted).map(value -> value / divisor).boxed().toList();
    }

    private List<Percentile> percentiles() {
        Histogram all = latency.over(0, steps);
        return Arrays.stream(SHARES)
                .filter(share -> (1 - share) * all.getTotalCount() >= 1)
                .mapToObj(share -> new Percentile(share, Histograms.millis(all, share)))
                .toList();
    }

    private double[] values(Measure measure) {
        return values.getOrDefault(measure, new double[steps]);
    }

    private double sum(double[] counted, double fromSecond, double toSecond) {
        return Arrays.stream(counted, stepAt(fromSecond), Math.min(steps, stepAt(toSecond)))
                .sum();
    }

    private int stepNow() {
        return stepAt(world.now());
    }

    private int stepAt(double second) {
        return (int) Math.floor(second / stepSeconds + 1e-9);
    }
}
