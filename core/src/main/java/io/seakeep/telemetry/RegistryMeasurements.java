package io.seakeep.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.seakeep.Measurement;
import io.seakeep.Measurements;
import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.Outcome;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Registers meters that read by functions. Micrometer holds what it reads from by a weak reference, and Seakeep by a strong one.
 *
 * <p>Micrometer has no meter for a histogram that somebody else keeps. So a bucket is a counter with the tag {@code le}, which is all that
 * Prometheus needs to take quantiles.
 *
 * <p>Equal by value: what is bound to the same registry twice with the same tags is told of once.
 *
 * @param common in front of all other tags
 */
record RegistryMeasurements(MeterRegistry registry, Tags common) implements Measurements {

    /** The first that is told of each dependency: where it is taken, so are the others. */
    private static final String FIRST = "seakeep.calls";

    @Override
    public void gauge(Measurement what, DoubleSupplier value) {
        if (what.unit().equals("seconds")) {
            TimeGauge.builder(what.name(), value, TimeUnit.SECONDS, DoubleSupplier::getAsDouble)
                    .tags(tags(what))
                    .description(what.description())
                    .register(registry);
        } else {
            Gauge.builder(what.name(), value, DoubleSupplier::getAsDouble)
                    .tags(tags(what))
                    .description(what.description())
                    .register(registry);
        }
    }

    @Override
    public void counter(Measurement what, LongSupplier value) {
        List<Meter> before = isFirst(what) ? registry.getMeters() : List.of();
        Meter registered = FunctionCounter.builder(what.name(), value, LongSupplier::getAsLong)
                .tags(tags(what))
                .description(what.description())
                .register(registry);
        // Whose meter is there already gets that one, and Micrometer says nothing of it.
        if (before.stream().anyMatch(one -> one == registered)) {
            throw new IllegalStateException("the registry has a meter " + what.name() + " with " + tags(what)
                    + " already, such as another Seakeep's: none of this one's are shown. Give each tags of its own, as in"
                    + " new SeakeepMetrics(seakeep, Tags.of(\"service\", \"shop\"))");
        }
    }

    /** Not of a key: where its dependency's are taken, so are its own, and a list of all meters is too long to be made for each. */
    private static boolean isFirst(Measurement what) {
        return what.name().equals(FIRST) && "none".equals(what.tags().get("key"));
    }

    @Override
    public void durations(Measurement what, Supplier<LatencySnapshot> recorded, Set<Outcome> outcomes) {
        Outcome[] meant = outcomes.toArray(Outcome[]::new);
        FunctionTimer.builder(
                        what.name(),
                        recorded,
                        from -> count(from.get(), meant),
                        from -> from.get().sumNanos(meant),
                        TimeUnit.NANOSECONDS)
                .tags(tags(what))
                .description(what.description())
                .register(registry);
        for (Edge edge : Edge.ALL) {
            FunctionCounter.builder(what.name() + ".histogram", recorded, from -> edge.countUpTo(from.get(), meant))
                    .tags(tags(what).and("le", edge.label()))
                    .description(what.description() + ": how many took no longer than le, in seconds")
                    .register(registry);
        }
    }

    private static long count(LatencySnapshot recorded, Outcome[] meant) {
        return recorded.countAtOrAbove(0, meant);
    }

    private Tags tags(Measurement what) {
        Tags tags = common;
        for (var tag : what.tags().entrySet()) {
            tags = tags.and(tag.getKey(), tag.getValue());
        }
        return tags;
    }
}
