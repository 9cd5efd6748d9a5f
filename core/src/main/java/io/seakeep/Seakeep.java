package io.seakeep;

import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.TimeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The dependencies of a service, guarded. Make one for the process, keep it, and get each {@link Dependency} from it. Safe
 * for use by many threads.
 */
public final class Seakeep implements AutoCloseable {

    private static final long TICK_NANOS = 250_000_000L;

    private final ConcurrentMap<String, Dependency> dependencies = new ConcurrentHashMap<>();
    private final SettingsInForce settings;
    private final SettingsWatch watch;
    private final PipelineCompiler compiler;
    private final TimeSource time;
    private final AtomicLong ignoredHeaders = new AtomicLong();
    private final Ticker ticker;
    private final Events events;

    private Seakeep(
            TimeSource time,
            Executor executor,
            ContextCarrier carrier,
            List<SeakeepListener> listeners,
            SettingsSources sources,
            long seed,
            @Nullable AttemptObserver observer) {
        this.time = time;
        this.events = new Events(executor, listeners, new EventLog(time));
        this.ticker = new Ticker(time, TICK_NANOS);
        this.compiler = new PipelineCompiler(
                time,
                executor,
                GuardedCarrier.of(carrier, this::carrierFailed),
                events,
                ticker,
                new SeedSequence(seed),
                observer);
        this.settings =
                new SettingsInForce(sources, new SpecResolver(standardPolicies()), events, ticker, this::pipelines);
        this.watch = new SettingsWatch(settings, time, executor);
        watch.start();
    }

    private static List<Policy> standardPolicies() {
        return ServiceLoader.load(PolicyProvider.class, Seakeep.class.getClassLoader()).stream()
                .map(provider -> provider.get().standard())
                .toList();
    }

    /** All that can be set from outside the code, as far as the class path goes: a policy that is not on it has no settings. */
    public static List<Setting<?>> schema() {
        return new SpecResolver(standardPolicies()).schema();
    }

    private Collection<KeyedPipelines> pipelines() {
        return dependencies.values().stream().map(Dependency::keys).toList();
    }

    /** With everything as it comes. */
    public static Seakeep create() {
        return builder().build();
    }

    /** With something said otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The dependency of that name, with the standard pipeline if this is the first time that it is asked for.
     *
     * @throws IllegalConfigurationException if the name is not of the form {@code [a-z0-9][a-z0-9-]{0,99}}
     */
    public Dependency dependency(String name) {
        Dependency known = dependencies.get(name);
        if (known != null) {
            return known;
        }
        Dependency made = make(name, builder -> {});
        Dependency first = dependencies.putIfAbsent(name, made);
        return first == null ? announced(made) : first;
    }

    /**
     * A new dependency, with a pipeline of one's own.
     *
     * @throws IllegalConfigurationException if anything in the description cannot be; it lists all of it
     * @throws IllegalStateException if there is a dependency of that name already
     */
    public Dependency dependency(String name, Consumer<Dependency.Builder> description) {
        Dependency made = make(name, description);
        if (dependencies.putIfAbsent(name, made) != null) {
            throw new IllegalStateException(
                    "there is a dependency called " + name + " already, and it is described once; dependency(\"" + name
                            + "\") hands out the one that there is");
        }
        return announced(made);
    }

    private Dependency make(String name, Consumer<Dependency.Builder> description) {
        DependencySpec spec = new DependencySpec(name);
        description.accept(spec);
        return new KeyedPipelines(spec, settings, compiler).root();
    }

    private void carrierFailed(String what, Throwable failure) {
        events.emit(new UserCodeFailed("every dependency", what, failure));
    }

    private Dependency announced(Dependency made) {
        made.keys().published();
        events.emit(new DependencyCreated(made.name(), made.describe()));
        compiler.measured().add(made);
        return made;
    }

    /**
     * What a request has to keep to, by the {@link RequestHeader} that it came with. What cannot be read is left out, counted
     * and reported; it never fails the request.
     *
     * @param header the header's value, null if there was none
     */
    public RequestContext request(@Nullable String header) {
        RequestHeader.Decoded decoded = RequestHeader.decode(header, time);
        if (decoded.reading() == RequestHeader.Reading.IGNORED) {
            events.emit(new RequestHeaderIgnored(ignoredHeaders.incrementAndGet()));
        }
        return decoded.request();
    }

    /** How many headers came to {@link #request} that could not be read, or not all of them. */
    public long ignoredHeaders() {
        return ignoredHeaders.get();
    }

    /** All dependencies, in the order of their names. */
    public Collection<Dependency> dependencies() {
        List<Dependency> all = new ArrayList<>(dependencies.values());
        all.sort(Comparator.comparing(Dependency::name));
        return List.copyOf(all);
    }

    /** Every pipeline, for people to read. */
    public String describe() {
        return dependencies().stream().map(Dependency::describe).collect(Collectors.joining(System.lineSeparator()));
    }

    /** Every setting of every dependency with where it comes from, for people to read; see {@link Dependency#explain}. */
    public String explain() {
        return dependencies().stream()
                .map(dependency -> dependency.name() + System.lineSeparator() + dependency.explain())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** The same as {@link #explain}, as a JSON array. */
    public String explainJson() {
        return dependencies().stream().map(Dependency::explainJson).collect(Collectors.joining(",", "[", "]"));
    }

    /**
     * Tells a metrics library of every number there is, of each dependency and key, and from then on of those that are still to come. It is
     * kept for as long as this lives. {@code io.seakeep.telemetry.SeakeepMetrics} is Micrometer's.
     *
     * <p>Numbers carry the tags {@code dependency} and {@code key}, which is {@code none} for a dependency as a whole. There are as many
     * dependencies as the code names, and at most {@link Dependency.Builder#maxKeys} keys and one of each.
     */
    public void measure(Measurements library) {
        compiler.measured().add(library);
    }

    /**
     * Stops thinking: calls go through as the policies last decided, nothing is learned any more. Calls under way are not
     * touched.
     */
    @Override
    public void close() {
        watch.close();
        ticker.close();
    }

    /** What a {@link Seakeep} is made with. For use by one thread. */
    public static final class Builder {

        private final List<SeakeepListener> listeners = new ArrayList<>();
        private TimeSource time = TimeSource.system();
        private @Nullable Executor executor;
        private ContextCarrier carrier = ContextCarrier.standard();
        private SettingsSources settings = SettingsSources.standard();
        private @Nullable AttemptObserver observer;
        private long seed = ThreadLocalRandom.current().nextLong();

        private Builder() {}

        /** The clock and timer; the real ones by default, a {@code VirtualTime} in tests. */
        public Builder time(TimeSource newTime) {
            time = newTime;
            return this;
        }

        /**
         * Where listeners and other code of the user's run when they cannot run on the caller's thread. By default
         * virtual threads from JDK 21 on and a pool of 16 daemon threads before; with a time source of one's own, what
         * that provides.
         */
        public Builder executor(Executor newExecutor) {
            executor = newExecutor;
            return this;
        }

        /** What of the caller's thread is taken to other threads; {@link ContextCarrier#standard()} by default. */
        public Builder context(ContextCarrier newCarrier) {
            carrier = newCarrier;
            return this;
        }

        /** Adds a listener. */
        public Builder listener(SeakeepListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Who sees each attempt, such as {@code io.seakeep.telemetry.MicrometerObservations}; nobody by default, and then calls pay nothing
         * for it.
         */
        public Builder observer(AttemptObserver newObserver) {
            observer = newObserver;
            return this;
        }

        /**
         * Where settings come from besides the code; {@link SettingsSources#standard()} by default, which is the class path, the system
         * properties and the environment.
         */
        public Builder settings(SettingsSources newSettings) {
            settings = newSettings;
            return this;
        }

        /** What all jitter follows from, so that a simulation can be repeated; random by default. */
        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /**
         * Makes it.
         *
         * @throws IllegalConfigurationException if anything set outside the code cannot be; it lists all of it, with files and lines. Or if two
         *     policies on the class path want the same position or name
         */
        public Seakeep build() {
            Executor chosen = executor;
            if (chosen == null) {
                chosen = time == TimeSource.system() ? DefaultExecutor.instance() : time::execute;
            }
            return new Seakeep(time, chosen, carrier, listeners, settings, seed, observer);
        }
    }
}
