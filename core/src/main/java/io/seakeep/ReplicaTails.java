package io.seakeep;

import io.seakeep.latency.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Which replicas of a dependency have been late lately, for who has to choose one. An attempt is late if it failed, or had not succeeded
 * when a hedge was due: that is known of each first attempt, also of one that was called off afterwards, so the choice is not misled by
 * what hedging itself cuts off. Safe for use by many threads; what they tell counts from the next tick on.
 */
final class ReplicaTails implements ActivePolicy {

    /** Whoever makes up new ones for each call gets no preference, and uses up no memory. */
    private static final int MOST = 1_000;

    private final Map<Object, ReplicaTail> tails = new ConcurrentHashMap<>();

    /** An attempt at it has ended so, after so long. */
    void ended(Object replica, Outcome outcome, long nanos, long delayNanos) {
        boolean unknown = outcome == Outcome.IGNORED || (outcome == Outcome.CANCELLED && nanos < delayNanos);
        if (unknown) {
            return;
        }
        ReplicaTail tail = tails.get(replica);
        if (tail == null) {
            if (tails.size() >= MOST) {
                return;
            }
            tail = tails.computeIfAbsent(replica, any -> new ReplicaTail());
        }
        if (outcome == Outcome.SUCCESS && nanos < delayNanos) {
            tail.inTime();
        } else {
            tail.late();
        }
    }

    /**
     * The one that stands at an index, or if that is late far more often than the others, the next one that is not. But no more than half
     * of them are passed over, for the rest has to do what they do not; and now and then one is asked nevertheless.
     */
    <R> R preferred(List<R> replicas, int index) {
        R wanted = replicas.get(index % replicas.size());
        ReplicaTail tail = tails.isEmpty() ? null : tails.get(wanted);
        if (tail == null
                || !tail.isLaggard()
                || 2 * laggardsAmong(replicas) > replicas.size()
                || !tail.isPassedOver()) {
            return wanted;
        }
        for (int next = index + 1; next < index + replicas.size(); next++) {
            R other = replicas.get(next % replicas.size());
            if (!isLaggard(other)) {
                return other;
            }
        }
        return wanted;
    }

    private long laggardsAmong(List<?> replicas) {
        return replicas.stream().filter(this::isLaggard).count();
    }

    private boolean isLaggard(Object replica) {
        ReplicaTail tail = tails.get(replica);
        return tail != null && tail.isLaggard();
    }

    /** The one that is late least often; of those that are alike, the one that comes first after the given index. */
    <R> R best(List<R> replicas, int from) {
        R best = replicas.get(Math.floorMod(from, replicas.size()));
        double least = lateShare(best);
        for (int i = 1; i < replicas.size(); i++) {
            R replica = replicas.get(Math.floorMod(from + i, replicas.size()));
            double share = lateShare(replica);
            if (share < least) {
                best = replica;
                least = share;
            }
        }
        return best;
    }

    private double lateShare(Object replica) {
        ReplicaTail tail = tails.get(replica);
        return tail == null ? ReplicaTail.UNKNOWN : tail.lateShare();
    }

    @Override
    public void onTick(Tick tick) {
        tails.values().removeIf(ReplicaTail::isForgotten);
        tails.values().forEach(ReplicaTail::count);
        LateAttempts lately = sum(ReplicaTail::lately);
        LateAttempts now = sum(ReplicaTail::now);
        tails.values().forEach(tail -> {
            double usual = lately.minus(tail.lately()).share(ReplicaTail.UNKNOWN, ReplicaTail.PRIOR_ATTEMPTS);
            double usualNow = now.minus(tail.now()).share(usual, ReplicaTail.PRIOR_ATTEMPTS_OF_TICK);
            tail.judge(Math.max(usual, usualNow)); // the delay that makes late may be another one since this tick
        });
    }

    private LateAttempts sum(Function<ReplicaTail, LateAttempts> of) {
        return tails.values().stream().map(of).reduce(LateAttempts.NONE, LateAttempts::plus);
    }
}
