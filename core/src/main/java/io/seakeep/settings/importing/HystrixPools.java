package io.seakeep.settings.importing;

import static io.seakeep.settings.importing.KnownProperty.none;
import static io.seakeep.settings.importing.KnownProperty.translated;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code hystrix.threadpool}. */
final class HystrixPools {

    private static final String CORE = "coreSize";
    private static final String MAXIMUM = "maximumSize";
    private static final String DIVERGE = "allowMaximumSizeToDivergeFromCoreSize";
    private static final String QUEUE = "maxQueueSize";
    private static final String REJECTION = "queueSizeRejectionThreshold";
    private static final long STANDARD_REJECTION = 5;
    private static final String TICK = "has no equivalent: windows move and are judged every 250 ms";

    static final KnownProperties KNOWN = new KnownProperties(
            "Hystrix 1.5.18",
            UnaryOperator.identity(),
            translated(CORE, ValueKind.COUNT),
            translated(MAXIMUM, ValueKind.COUNT),
            translated(DIVERGE, ValueKind.FLAG),
            translated(QUEUE, ValueKind.SIGNED_COUNT),
            translated(REJECTION, ValueKind.COUNT),
            none("keepAliveTimeMinutes", "has no equivalent: no threads are kept"),
            none("metrics.rollingStats.timeInMilliseconds", TICK),
            none("metrics.rollingStats.numBuckets", TICK));

    private HystrixPools() {}

    static List<Property> limitSources(Said pool) {
        return pool.sources(CORE, MAXIMUM, DIVERGE);
    }

    static long limit(Said pool, long standard) {
        long core = pool.count(CORE, standard);
        return pool.isOn(DIVERGE) ? Math.max(core, pool.count(MAXIMUM, standard)) : core;
    }

    /**
     * @param timeout as long as Hystrix lets a command wait for a thread; null if that is without end
     * @param timeoutSources what makes it so
     */
    static void queue(Said pool, @Nullable Duration timeout, List<Property> timeoutSources, Draft draft) {
        List<Property> sources = pool.sources(QUEUE, REJECTION);
        if (sources.isEmpty()) {
            return;
        }
        long queue = Math.min(pool.count(QUEUE, -1), pool.count(REJECTION, STANDARD_REJECTION));
        if (queue <= 0) {
            draft.from(sources).restore("bulkhead.queue", "0");
        } else {
            Block block = draft.from(sources).line("bulkhead.queue", queue);
            if (timeout == null) {
                block.alsoFrom(timeoutSources)
                        .note("the smaller of both is what counts in Hystrix")
                        .withhold(
                                "needs bulkhead.max-wait beside it, how long a call waits at most; Hystrix has no limit for that where the timeout is off");
            } else {
                block.note("the smaller of both is what counts in Hystrix; there a command waits until its timeout")
                        .line("bulkhead.max-wait", timeout);
            }
        }
    }

    /** Of a pool of which nothing says which commands it has. */
    static void withheld(String name, Said pool, Draft draft) {
        String why = "nothing says which commands run in the pool " + OneLine.of(name)
                + ", for that is their group, which is said in code: put their names for NAME";
        draft.from(limitSources(pool))
                .line("bulkhead.mode", "enforce")
                .line("bulkhead.kind", "fixed")
                .line("bulkhead.limit", limit(pool, 10))
                .line("bulkhead.threads", "own")
                .withhold(why);
        long queue = Math.min(pool.count(QUEUE, -1), pool.count(REJECTION, STANDARD_REJECTION));
        if (queue > 0) {
            draft.from(pool.sources(QUEUE, REJECTION))
                    .line("bulkhead.queue", queue)
                    .line("bulkhead.max-wait", HystrixCommands.STANDARD_TIMEOUT)
                    .withhold(why);
        }
    }
}
