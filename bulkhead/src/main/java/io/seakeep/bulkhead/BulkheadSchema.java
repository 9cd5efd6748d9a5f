package io.seakeep.bulkhead;

import static io.seakeep.settings.Setting.choice;
import static io.seakeep.settings.Setting.count;
import static io.seakeep.settings.Setting.duration;

import io.seakeep.Mode;
import io.seakeep.settings.Setting;
import java.time.Duration;
import java.util.List;

/** All that can be set of a bulkhead. What nobody says makes the one that each dependency has while the module is there. */
final class BulkheadSchema {

    static final int HIGHEST_LIMIT = 100_000;
    static final int MOST_WAITING = 100_000;
    static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** Where an adaptive limit begins, as far as its bounds allow. */
    static final int INITIAL_LIMIT = 20;

    static final Setting<Mode> MODE = choice(
            "bulkhead.mode",
            Mode.OBSERVE,
            "Whether the bulkhead refuses, only counts what it would have refused, or is left out.");
    static final Setting<BulkheadSettings.Kind> KIND = choice(
            "bulkhead.kind",
            BulkheadSettings.Kind.FIXED,
            "Whether the limit stays as it was set, or follows the latency and the throughput that are observed.");
    static final Setting<Integer> LIMIT = count(
            "bulkhead.limit",
            100,
            1,
            HIGHEST_LIMIT,
            "How many attempts there may be at once, where the kind is fixed.");
    static final Setting<Integer> LOWEST =
            count("bulkhead.lowest", 4, 1, HIGHEST_LIMIT, "An adaptive limit goes no lower.");
    static final Setting<Integer> HIGHEST = count(
            "bulkhead.highest",
            1_000,
            1,
            HIGHEST_LIMIT,
            "An adaptive limit goes no higher. Not less than bulkhead.lowest.");
    static final Setting<Integer> INITIAL = count(
            "bulkhead.initial",
            null,
            1,
            HIGHEST_LIMIT,
            "Where an adaptive limit begins, between its bounds. If none is said: 20, or the bound that is nearest to it.");
    static final Setting<Integer> QUEUE =
            count("bulkhead.queue", 0, 0, MOST_WAITING, "How many attempts may wait for their turn; 0 lets none wait.");
    static final Setting<Duration> MAX_WAIT = duration(
            "bulkhead.max-wait",
            Duration.ofMillis(100),
            SHORTEST_WAIT,
            LONGEST_WAIT,
            "How long an attempt waits at most; the deadline of its call can make it shorter.");
    static final Setting<BulkheadSettings.Threads> THREADS = choice(
            "bulkhead.threads",
            BulkheadSettings.Threads.CALLERS,
            "Whether synchronous attempts run on their callers' threads, or on threads of their own that can be left behind.");

    /** In the order in which people look for them. */
    static final List<Setting<?>> ALL = List.of(MODE, KIND, LIMIT, LOWEST, HIGHEST, INITIAL, QUEUE, MAX_WAIT, THREADS);

    private BulkheadSchema() {}
}
