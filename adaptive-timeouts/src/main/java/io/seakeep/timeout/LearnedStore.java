package io.seakeep.timeout;

import org.jspecify.annotations.Nullable;

/** Where {@link AdaptiveTimeout#save} is kept over a restart: a file, a table, a volume. */
@FunctionalInterface
public interface LearnedStore {

    /**
     * What was saved last of that dependency, or null if there is nothing. Called once for each dependency and key, by the thread that first
     * asks for it. What it throws is reported, and taken for nothing.
     *
     * @param dependency its name, followed by the key in square brackets where there is one
     */
    byte @Nullable [] load(String dependency) throws Exception;
}
