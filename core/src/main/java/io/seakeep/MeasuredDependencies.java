package io.seakeep;

import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

/**
 * All dependencies and keys, and the metrics libraries that are told of them: each pair is told of once, whichever comes first.
 * Dependencies and libraries are added before the others are gone through, so none is missed, and there is no lock.
 */
final class MeasuredDependencies {

    private record Pair(Dependency dependency, Measurements library) {}

    private final Events events;
    private final Queue<Dependency> dependencies = new ConcurrentLinkedQueue<>();
    private final Queue<Measurements> libraries = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<Pair, MeasuredDependency> measured = new ConcurrentHashMap<>();

    MeasuredDependencies(Events events) {
        this.events = events;
    }

    /** A dependency or key was made. They are told of it here and now, once for each, so that whoever asks next finds it. */
    void add(Dependency made) {
        dependencies.add(made);
        libraries.forEach(library -> tell(made, library));
    }

    void add(Measurements library) {
        libraries.add(library);
        dependencies.forEach(dependency -> tell(dependency, library));
    }

    private void tell(Dependency dependency, Measurements library) {
        MeasuredDependency made = new MeasuredDependency(dependency, library, events);
        if (measured.putIfAbsent(new Pair(dependency, library), made) == null) {
            made.keepUp();
        }
    }
}
