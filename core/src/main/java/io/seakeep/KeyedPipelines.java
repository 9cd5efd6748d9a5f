package io.seakeep;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The keys of one dependency, bounded in number: a key made from what users send must not be able to fill the memory.
 * What comes after the last place was taken shares one pipeline.
 */
final class KeyedPipelines {

    private static final String SHARED_KEY = "*";

    private final DependencySpec spec;
    private final PipelineCompiler compiler;
    private final Pipeline root;
    private final ConcurrentMap<String, Dependency> byKey = new ConcurrentHashMap<>();
    private final AtomicInteger placesTaken = new AtomicInteger();

    KeyedPipelines(DependencySpec spec, PipelineCompiler compiler) {
        this.spec = spec;
        this.compiler = compiler;
        this.root = compiler.compile(spec, spec.name(), List.of());
    }

    /** The dependency as a whole. */
    Dependency root() {
        return new Dependency(this, root);
    }

    Dependency get(String key) {
        Dependency known = byKey.get(key);
        return known != null ? known : admit(key);
    }

    private Dependency admit(String key) {
        if (key.equals(SHARED_KEY) || !takePlace()) {
            Dependency shared = byKey.get(SHARED_KEY);
            return shared != null ? shared : keep(SHARED_KEY, make(SHARED_KEY));
        }
        Dependency made = make(key);
        Dependency kept = keep(key, made);
        if (kept != made) {
            placesTaken.getAndDecrement();
        }
        return kept;
    }

    /** Two threads may make the same key at once; nothing has used the one that comes second. */
    private Dependency keep(String key, Dependency made) {
        Dependency first = byKey.putIfAbsent(key, made);
        return first == null ? made : first;
    }

    private Dependency make(String key) {
        return new Dependency(this, compiler.compile(spec, spec.name() + '[' + key + ']', root.policies()));
    }

    private boolean takePlace() {
        return placesTaken.getAndUpdate(taken -> Math.min(taken + 1, spec.maxKeys())) < spec.maxKeys();
    }
}
