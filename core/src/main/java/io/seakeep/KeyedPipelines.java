package io.seakeep;

import io.seakeep.settings.EffectiveSettings;
import io.seakeep.settings.LoadedSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one dependency, bounded in number: a key made from what users send must not be able to fill the memory.
 * What comes after the last place was taken shares one pipeline.
 */
final class KeyedPipelines {

    private static final String SHARED_KEY = "*";

    private final DependencySpec said;
    private final SettingsInForce settings;
    private final PipelineCompiler compiler;
    private final LoadedSettings madeBy;
    private final LivePipeline root;
    private final ConcurrentMap<String, Dependency> byKey = new ConcurrentHashMap<>();
    private final AtomicInteger placesTaken = new AtomicInteger();

    KeyedPipelines(DependencySpec said, SettingsInForce settings, PipelineCompiler compiler) {
        this.said = said;
        this.settings = settings;
        this.compiler = compiler;
        this.madeBy = settings.current();
        ResolvedSpec spec = settings.resolve(said, null, madeBy);
        settings.report(said, spec, madeBy);
        this.root = compiler.compile(spec, List::of);
    }

    /** The dependency as a whole. */
    Dependency root() {
        return new Dependency(this, root);
    }

    /** Where the settings of this pipeline come from. */
    EffectiveSettings explain(LivePipeline pipeline) {
        return settings.explain(said, pipeline.spec());
    }

    /** Others can find them now. */
    void published() {
        settings.made(this, madeBy);
    }

    Dependency get(String key) {
        Dependency known = byKey.get(key);
        return known != null ? known : admit(key);
    }

    private Dependency admit(String key) {
        if (key.equals(SHARED_KEY) || !takePlace()) {
            Dependency shared = byKey.get(SHARED_KEY);
            return shared != null ? shared : add(SHARED_KEY).kept();
        }
        Added added = add(key);
        if (added.kept() != added.made()) {
            placesTaken.getAndDecrement();
        }
        return added.kept();
    }

    /** Two threads may make the same key at once; nothing has used the one that comes second. */
    private Added add(String key) {
        LoadedSettings by = settings.current();
        LivePipeline pipeline = compiler.compile(
                settings.resolve(said, key, by), () -> root.current().policies());
        Dependency made = new Dependency(this, pipeline);
        Dependency first = byKey.putIfAbsent(key, made);
        settings.made(this, by);
        if (first == null) {
            compiler.measured().add(made);
        }
        return new Added(made, first == null ? made : first);
    }

    private record Added(Dependency made, Dependency kept) {}

    private boolean takePlace() {
        int most = root.spec().maxKeys();
        return placesTaken.getAndUpdate(taken -> Math.max(taken, Math.min(taken + 1, most))) < most;
    }

    /** What cannot be, were these the settings. */
    List<String> problems(LoadedSettings loaded) {
        List<String> problems = new ArrayList<>(problems(null, loaded));
        byKey.keySet().forEach(key -> problems.addAll(problems(key, loaded)));
        return problems;
    }

    private List<String> problems(@Nullable String key, LoadedSettings loaded) {
        try {
            settings.resolve(said, key, loaded);
            return List.of();
        } catch (IllegalConfigurationException refused) {
            return refused.problems().stream()
                    .map(problem -> refused.where() + ": " + problem)
                    .toList();
        }
    }

    /**
     * Goes on under these settings, which were found to be right; what did not change is not touched. Called between ticks.
     *
     * @return for how many pipelines something is otherwise now
     */
    int apply(LoadedSettings loaded) {
        int changed = apply(root, null, loaded);
        for (Map.Entry<String, Dependency> key : byKey.entrySet()) {
            changed += apply(key.getValue().live(), key.getKey(), loaded);
        }
        return changed;
    }

    private int apply(LivePipeline pipeline, @Nullable String key, LoadedSettings loaded) {
        try {
            ResolvedSpec next = settings.resolve(said, key, loaded);
            if (next.values().equals(pipeline.spec().values())) {
                pipeline.saidBy(next);
                return 0;
            }
            settings.report(said, next, loaded);
            pipeline.reconfigure(next);
            return 1;
        } catch (Throwable broken) {
            // Errors too, such as of a policy of the user's that cannot be started: the tick, and all other pipelines,
            // must go on.
            settings.failed(pipeline.spec().name(), broken);
            return 0;
        }
    }
}
