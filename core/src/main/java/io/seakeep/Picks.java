package io.seakeep;

import io.seakeep.latency.Outcome;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Where the attempts of a call were sent that run side by side. Safe for use by many threads. */
final class Picks {

    private final ReplicaTails tails;
    private final long delayNanos;
    private final Queue<Pick> made = new ConcurrentLinkedQueue<>();

    /** @param delayNanos after which the hedge of the first attempt is due */
    Picks(ReplicaTails tails, long delayNanos) {
        this.tails = tails;
        this.delayNanos = delayNanos;
    }

    /** See {@link Attempt#pick}. */
    <R> R pick(AttemptState attempt, List<R> replicas) {
        List<Object> taken = beside(attempt);
        List<R> others =
                replicas.stream().filter(replica -> !taken.contains(replica)).toList();
        R picked = attempt.isHedge() && !others.isEmpty()
                ? tails.best(others, attempt.number() - 1 - taken.size())
                : attempt.byNumber(replicas);
        made.add(new Pick(attempt, picked));
        return picked;
    }

    /** What others have picked. */
    List<Object> beside(Attempt attempt) {
        return made.stream()
                .filter(pick -> pick.attempt() != attempt)
                .map(Pick::replica)
                .toList();
    }

    /** The attempt has ended so, after so long. */
    void ended(Attempt attempt, Outcome outcome, long nanos) {
        made.stream()
                .filter(pick -> pick.attempt() == attempt)
                .forEach(pick -> tails.ended(pick.replica(), outcome, nanos, delayNanos));
    }

    private record Pick(Attempt attempt, Object replica) {}
}
