package io.seakeep.scenarios.hedges;

import io.seakeep.Attempt;
import io.seakeep.AttemptBudget;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.hedging.Hedge;
import io.seakeep.hedging.HedgePolicy;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.TimerHandle;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Asks for keys in batches. Each key is a call through the library, and each attempt takes as long as chance has it, whatever else goes
 * on.
 */
final class BatchTrial {

    /** Until then not enough is known for a delay. What happens by then is left out. */
    private static final double WARM_UP_SECONDS = 20;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final VirtualTime time = new VirtualTime();
    private final long startNanos = time.nanoTime();
    private final LeafLatency latency = new LeafLatency();
    private final SplittableRandom random;
    private final Traffic traffic;
    private final Dependency dependency;
    private final Hedge hedge;
    private final BatchScore score = new BatchScore(latency);

    BatchTrial(HedgePolicy policy, Traffic traffic, long seed) {
        this.traffic = traffic;
        this.random = new SplittableRandom(seed);
        this.dependency = Seakeep.builder()
                .settings(SettingsSources.none())
                .time(time)
                .seed(seed)
                .build()
                .dependency(
                        "leaves",
                        builder -> builder.withoutStandardPolicies()
                                .budget(AttemptBudget.windowed(1).floorPerSecond(1_000))
                                .with(policy))
                .idempotent();
        this.hedge = dependency.policy(Hedge.class);
    }

    BatchScore run(int keys) {
        double second = 0;
        for (int asked = 0; asked < keys; ) {
            second -= Math.log(1 - random.nextDouble()) / traffic.perSecond();
            time.advanceNanos(startNanos + (long) (second * 1e9) - time.nanoTime());
            Waiting batch = new Waiting();
            if (second < WARM_UP_SECONDS) {
                batch.ask(() -> {});
                score.refusedBefore(hedge.counts());
            } else {
                batch.ask(() -> score.add(batch.summary(), batch.takenNanos()));
                asked += traffic.keysAtOnce();
            }
        }
        time.advance(LONGEST_WAIT);
        score.refusedInAll(hedge.counts());
        return score;
    }

    /** A batch that is waited for. */
    private final class Waiting {

        private final long delayNanos = hedge.delay().map(Duration::toNanos).orElse(Batch.NEVER);
        private final long begunNanos = time.nanoTime();
        private int left = traffic.keysAtOnce();
        private int late;
        private int hedged;

        void ask(Runnable whenAllAreThere) {
            for (int key = 0; key < traffic.keysAtOnce(); key++) {
                dependency.callAsync(this::attempt).thenRun(() -> {
                    left--;
                    if (left == 0) {
                        whenAllAreThere.run();
                    }
                });
            }
        }

        private CompletableFuture<String> attempt(Attempt attempt) {
            long nanos = (long) latency.nanos(random);
            if (attempt.isHedge()) {
                hedged++;
            } else if (nanos >= delayNanos) { // at the same instant the hedge is first
                late++;
            }
            CompletableFuture<String> answer = new CompletableFuture<>();
            TimerHandle timer = time.schedule(nanos, () -> answer.complete("value"));
            attempt.onCancel(timer::cancel);
            return answer;
        }

        Batch summary() {
            return new Batch(traffic.keysAtOnce(), delayNanos, late, hedged);
        }

        long takenNanos() {
            return time.nanoTime() - begunNanos;
        }
    }
}
