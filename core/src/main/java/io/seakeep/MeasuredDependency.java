package io.seakeep;

import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one dependency or key, as one metrics library is told of them. What the library is given stays valid when the pipeline is
 * replaced: it reads from whatever is at work when somebody asks, and what a new policy adds is told then.
 *
 * <p>Metrics libraries hold what they read from by weak references. So it is kept here, for as long as the {@link Seakeep} lives.
 */
final class MeasuredDependency implements Measurements {

    private final Dependency dependency;
    private final Measurements library;
    private final Events events;
    private final AttemptTotals totals;
    private final Map<String, String> tags;
    private final ConcurrentMap<Measurement, Reading> readings = new ConcurrentHashMap<>();
    private final Queue<Object> kept = new ConcurrentLinkedQueue<>();

    /** Only ever tried, as policies and library run in it. */
    private final ReentrantLock telling = new ReentrantLock();

    private volatile @Nullable Pipeline told;

    MeasuredDependency(Dependency dependency, Measurements library, Events events) {
        this.dependency = dependency;
        this.library = library;
        this.events = events;
        this.totals = new AttemptTotals(dependency::pipeline);
        this.tags = tags(dependency.name());
    }

    private static Map<String, String> tags(String name) {
        int bracket = name.indexOf('['); // there is none in a name, and a key may have any
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("dependency", bracket < 0 ? name : name.substring(0, bracket));
        tags.put("key", bracket < 0 ? "none" : keyTag(name.substring(bracket)));
        return tags;
    }

    /** Without its brackets, unless it would be taken for none. */
    private static String keyTag(String bracketed) {
        String key = bracketed.substring(1, bracketed.length() - 1);
        return key.isBlank() || key.equals("none") ? bracketed : key;
    }

    /** Tells the library of whatever it has not been told of; of each pipeline once, also where it throws. Throws nothing. */
    void keepUp() {
        Pipeline current = dependency.pipeline();
        if (current == told || !telling.tryLock()) {
            return;
        }
        try {
            readings.values().forEach(Reading::forget);
            totals.measure(this);
            current.measure(this);
        } catch (Throwable broken) {
            // Errors too: a library that does not work must keep nobody from being told, and nobody from reading.
            events.emit(new UserCodeFailed(dependency.name(), "metrics library", broken));
        } finally {
            told = current;
            telling.unlock();
        }
    }

    @Override
    public void gauge(Measurement what, DoubleSupplier value) {
        Reading known = readings.get(what);
        if (known == null) {
            known = new Reading();
            readings.put(what, known);
            library.gauge(tagged(what), keep(known));
        }
        known.source = value;
    }

    @Override
    public void counter(Measurement what, LongSupplier value) {
        Reading known = readings.get(what);
        if (known == null) {
            known = new Reading();
            readings.put(what, known);
            library.counter(tagged(what), keep(known));
        }
        known.source = value::getAsLong;
    }

    @Override
    public void durations(Measurement what, Supplier<LatencySnapshot> recorded, Set<Outcome> outcomes) {
        if (readings.putIfAbsent(what, new Reading()) == null) {
            library.durations(tagged(what), keep(recorded), outcomes);
        }
    }

    private <T> T keep(T object) {
        kept.add(object);
        return object;
    }

    private Measurement tagged(Measurement what) {
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.putAll(what.tags());
        return new Measurement(what.name(), what.unit(), what.description(), all);
    }

    /** A number as the policy at work tells it; once that is gone, NaN as a gauge, and as a counter what it was. */
    private final class Reading implements DoubleSupplier, LongSupplier {
        private volatile @Nullable DoubleSupplier source;
        private volatile long lastCount;

        void forget() {
            source = null;
        }

        @Override
        public double getAsDouble() {
            keepUp();
            DoubleSupplier from = source;
            try {
                return from == null ? Double.NaN : from.getAsDouble();
            } catch (Throwable broken) {
                // Errors too: a policy of the user's must not keep the other numbers from being read.
                return Double.NaN;
            }
        }

        @Override
        public long getAsLong() {
            double count = getAsDouble();
            if (!Double.isNaN(count)) {
                lastCount = (long) count;
            }
            return lastCount;
        }
    }
}
