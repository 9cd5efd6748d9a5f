package io.seakeep.scenarios.hedges;

import io.seakeep.Attempt;
import io.seakeep.AttemptBudget;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.hedging.Hedge;
import io.seakeep.hedging.HedgePolicy;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Reads from disks of which three hold each block. The copy of a read that a disk begins with calls off the other, which leaves its queue
 * when the message has got there, or is dropped if its turn comes before.
 */
final class TiedTrial {

    private static final int DISKS = 9;
    private static final int REPLICAS = 3;

    /** On the way between two machines; the paper sends the second copy after twice as long. */
    private static final long MESSAGE_NANOS = 500_000;

    private static final double WARM_UP_SECONDS = 20;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final VirtualTime time = new VirtualTime();
    private final long startNanos = time.nanoTime();
    private final SplittableRandom random;
    private final SplittableRandom serviceRandom;
    private final Setting setting;
    private final List<Disk> disks;
    private final Dependency dependency;
    private final Durations taken = new Durations();
    private long begun;

    TiedTrial(Setting setting, HedgePolicy policy, long seed) {
        this.setting = setting;
        this.random = new SplittableRandom(seed);
        this.serviceRandom = random.split();
        this.disks = Stream.generate(() -> new Disk(time)).limit(DISKS).toList();
        setting.background().forEach(background -> background.start(time, random.split(), disks));
        this.dependency = Seakeep.builder()
                .settings(SettingsSources.none())
                .time(time)
                .seed(seed)
                .build()
                .dependency(
                        "disks",
                        builder -> builder.withoutStandardPolicies()
                                .budget(AttemptBudget.concurrent(1).atLeast(1_000))
                                .with(policy));
    }

    TiedScore run(int reads) {
        double perSecond = DISKS * Setting.READS_SHARE / (Setting.READ.meanMillis() / 1e3);
        double second = 0;
        long asked = 0;
        while (asked < reads) {
            second -= Math.log(1 - random.nextDouble()) / perSecond;
            time.advanceNanos(startNanos + (long) (second * 1e9) - time.nanoTime());
            boolean counts = second > WARM_UP_SECONDS;
            long askedNanos = time.nanoTime();
            List<Disk> replicas = someReplicas();
            dependency.callAsync(attempt -> read(attempt, replicas)).thenRun(() -> {
                if (counts) {
                    taken.add(time.nanoTime() - askedNanos);
                }
            });
            asked += counts ? 1 : 0;
        }
        time.advance(LONGEST_WAIT);
        return new TiedScore(taken, begun, dependency.policy(Hedge.class).counts());
    }

    private List<Disk> someReplicas() {
        List<Disk> all = new ArrayList<>(disks);
        List<Disk> chosen = new ArrayList<>();
        while (chosen.size() < REPLICAS) {
            chosen.add(all.remove(random.nextInt(all.size())));
        }
        return chosen;
    }

    private CompletableFuture<String> read(Attempt attempt, List<Disk> replicas) {
        begun += attempt.number() == 1 ? 1 : 0;
        Disk disk = attempt.pick(replicas);
        Read read = new Read(attempt);
        attempt.onCancel(() -> time.schedule(MESSAGE_NANOS, () -> disk.remove(read)));
        disk.add(read);
        return read.answer;
    }

    private final class Read implements Work {

        private final Attempt attempt;
        private final CompletableFuture<String> answer = new CompletableFuture<>();

        Read(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public boolean begins() {
            return attempt.callOffOthers();
        }

        @Override
        public long nanos() {
            return Setting.READ.nanos(serviceRandom);
        }

        @Override
        public void ended() {
            answer.complete("block");
        }
    }
}
