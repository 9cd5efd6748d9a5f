package io.seakeep.scenarios.hedges;

import io.seakeep.ActivePolicy;
import io.seakeep.Attempt;
import io.seakeep.AttemptBudget;
import io.seakeep.CallRejectedException;
import io.seakeep.CallTraits;
import io.seakeep.Dependency;
import io.seakeep.Gate;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.Seakeep;
import io.seakeep.Tick;
import io.seakeep.hedging.Hedge;
import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.Outcome;
import io.seakeep.latency.SurvivalHistory;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.TimerHandle;
import io.seakeep.time.VirtualTime;
import io.seakeep.timeout.AdaptiveTimeout;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * A dependency that is fast 97 times in a hundred, and slow else, with hedges after its 95th percentile and an adaptive timeout: both
 * derived from what is left of the attempts that both of them cut off.
 */
public final class OneTrackerTrial {

    private static final double CALLS_PER_SECOND = 1_000;
    private static final int TRUTH_SAMPLES = 2_000_000;

    private final VirtualTime time = new VirtualTime();
    private final SplittableRandom random;
    private final Watch watch = new Watch();
    private final Dependency dependency;

    /** @param seed of all that is by chance */
    public OneTrackerTrial(long seed) {
        this.random = new SplittableRandom(seed);
        this.dependency = Seakeep.builder()
                .settings(SettingsSources.none())
                .time(time)
                .seed(seed)
                .build()
                .dependency(
                        "d",
                        builder -> builder.withoutStandardPolicies()
                                .budget(AttemptBudget.windowed(1).floorPerSecond(1_000))
                                .with(watch)
                                .with(AdaptiveTimeout.falseTimeoutRate(0.001)
                                        .between(Duration.ofMillis(20), Duration.ofSeconds(2))
                                        .initial(Duration.ofSeconds(2)))
                                .with(Hedge.budget(0.1).afterQuantile(0.95)))
                .idempotent();
    }

    /** Makes so many calls. */
    public OneTrackerTrial run(int calls) {
        for (int i = 0; i < calls; i++) {
            dependency.callAsync(this::attempt).exceptionally(Throwable::getMessage);
            time.advanceNanos((long) (-Math.log(1 - random.nextDouble()) / CALLS_PER_SECOND * 1e9));
        }
        time.advance(Duration.ofMillis(250));
        return this;
    }

    private CompletableFuture<String> attempt(Attempt attempt) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        TimerHandle timer = time.schedule(latencyNanos(random), () -> time.execute(() -> answer.complete("answer")));
        attempt.onCancel(timer::cancel);
        return answer;
    }

    private static long latencyNanos(SplittableRandom random) {
        double millis = random.nextInt(100) < 97
                ? 10 * Math.exp(0.5 * random.nextGaussian())
                : 200 * Math.exp(0.3 * random.nextGaussian());
        return (long) (millis * 1e6);
    }

    /** What is made of all that was cut off. */
    public double estimatedMillis(double quantile) {
        return watch.history.curve().quantile(quantile).valueNanos().orElse(0) / 1e6;
    }

    /** What it looks like to whoever leaves out what was cut off. */
    public double ofSuccessesMillis(double quantile) {
        return watch.successes.curve().quantile(quantile).valueNanos().orElse(0) / 1e6;
    }

    /** What it is. */
    public double trueMillis(double quantile) {
        SplittableRandom other = new SplittableRandom(7);
        long[] all = new long[TRUTH_SAMPLES];
        Arrays.setAll(all, i -> latencyNanos(other));
        Arrays.sort(all);
        return all[(int) (quantile * TRUTH_SAMPLES)] / 1e6;
    }

    /** Delay and timeout, and why they are that. */
    public String describe() {
        return "hedges: " + dependency.policy(Hedge.class).explain() + "; timeout: "
                + dependency.policy(AdaptiveTimeout.class).explain();
    }

    /** Lets all pass, and remembers what the tracker tells of it. */
    private static final class Watch implements Policy {

        private final SurvivalHistory history = SurvivalHistory.create();
        private final SurvivalHistory successes = SurvivalHistory.create();

        @Override
        public String name() {
            return "watch";
        }

        @Override
        public Position position() {
            return Position.ADMISSION;
        }

        @Override
        public Mode mode() {
            return Mode.OBSERVE;
        }

        @Override
        public void check(Problems problems) {}

        @Override
        public ActivePolicy start(PolicyScope scope) {
            return new Gate() {
                @Override
                public long tryEnter(CallTraits traits, long nowNanos) {
                    return 0;
                }

                @Override
                public void exit(long token, Outcome outcome, long durationNanos, long nowNanos) {}

                @Override
                public void withdraw(long token) {}

                @Override
                public CallRejectedException rejection(long refusal, long nowNanos) {
                    throw new IllegalStateException("it refuses nobody");
                }

                @Override
                public void onTick(Tick tick) {
                    history.learn(scope.tracker().lastTickSnapshot());
                    successes.learn(LatencySnapshot.fromHistogram(
                            scope.tracker().lastTickSnapshot().toHistogram(Outcome.SUCCESS),
                            Outcome.SUCCESS,
                            tick.spanNanos()));
                }
            };
        }

        @Override
        public String describe() {
            return "remembers";
        }
    }
}
