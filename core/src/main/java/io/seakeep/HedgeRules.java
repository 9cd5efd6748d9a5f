package io.seakeep;

import io.seakeep.HedgeRefused.Reason;
import io.seakeep.latency.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether a call gets a hedge: the rules of one pipeline, which hold whatever its strategy says. */
final class HedgeRules {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    /** A timer that is later than this, and than its own delay, was held up together with everything else. */
    private static final long PAUSE_NANOS = 50_000_000L;

    private final HedgeStrategy strategy;
    private final ReplicaTails replicas = new ReplicaTails();

    /** How many hedges there may be. The dependency's budget of extra attempts counts them as well. */
    private final WindowedBudget share;

    private final DependencyScope scope;
    private final AtomicBoolean saidNotIdempotent = new AtomicBoolean();

    HedgeRules(HedgeStrategy strategy, DependencyScope scope) {
        this(strategy, new WindowedBudget(strategy.share(), WINDOW.toNanos(), 0, scope), scope);
    }

    HedgeRules(HedgeStrategy strategy, WindowedBudget share, DependencyScope scope) {
        this.strategy = strategy;
        this.share = share;
        this.scope = scope;
    }

    boolean follows(HedgeStrategy other) {
        return strategy == other;
    }

    /** The strategy may have another share now. Called between ticks. */
    void reconfigured() {
        try {
            share.share(strategy.share());
        } catch (Throwable broken) {
            // Errors too: it keeps the share that it had.
            report(broken);
        }
    }

    /** What has to be told of each tick. */
    List<ActivePolicy> thinking() {
        return List.of(share, replicas);
    }

    /** Whether a call that is said to be such may have a hedge, as things are. */
    boolean mayHedge(CallTraits traits) {
        return isIdempotent(traits) && delayNanos(1) >= 0;
    }

    private boolean isIdempotent(CallTraits traits) {
        if (traits.idempotent() || strategy.assumesIdempotent()) {
            return true;
        }
        if (!saidNotIdempotent.get() && saidNotIdempotent.compareAndSet(false, true)) {
            scope.emit(new HedgeRefused(scope.dependency(), Reason.NOT_IDEMPOTENT));
        }
        return false;
    }

    /** How long after the first attempt a hedge is due, or {@link HedgeStrategy#NEVER}. */
    long delayNanos(AsyncAttempt<?> first) {
        return mayHaveOne(first) ? within(delayNanos(1), first) : HedgeStrategy.NEVER;
    }

    /** How long the first attempt may take until it is late, whether or not a hedge is due then; or {@link HedgeStrategy#NEVER}. */
    long lateNanos(AsyncAttempt<?> first) {
        return mayHaveOne(first) ? within(lateNanos(), first) : HedgeStrategy.NEVER;
    }

    private boolean mayHaveOne(AsyncAttempt<?> first) {
        CallProgress progress = first.progressOrNull();
        boolean isRetry = progress != null && progress.request().isRetry();
        return !isRetry && isIdempotent(first.traits());
    }

    private static long within(long delay, AsyncAttempt<?> first) {
        return delay < first.expiresAtNanos() - first.startNanos() ? delay : HedgeStrategy.NEVER;
    }

    /** How long after the last of so many attempts another is due, or {@link HedgeStrategy#NEVER}. */
    long delayNanos(int attempts) {
        try {
            return strategy.delayNanos(attempts);
        } catch (Throwable broken) {
            // Errors too: a broken strategy must not cost the call its attempt.
            report(broken);
            return HedgeStrategy.NEVER;
        }
    }

    private long lateNanos() {
        try {
            return strategy.lateNanos();
        } catch (Throwable broken) {
            // Errors too, for the same reason.
            report(broken);
            return HedgeStrategy.NEVER;
        }
    }

    /** Whether it came so late that the process must have stood still. */
    static boolean cameTooLate(long lateNanos, long delayNanos) {
        return lateNanos > Math.max(delayNanos, PAUSE_NANOS);
    }

    /** Sets aside what a hedge costs that is due, or says why there is none. */
    @Nullable
    Reason refusalOfHedge(long nowNanos) {
        if (scope.signals().anyRaised()) {
            return Reason.OVERLOADED;
        }
        return ask(strategy::wants) ? refusalOfFollower(nowNanos) : Reason.STRATEGY;
    }

    /** The same for an attempt that follows a failure: the strategy has a say in when others are sent, and this is sent now. */
    @Nullable
    Reason refusalOfFollower(long nowNanos) {
        if (scope.signals().anyRaised()) {
            return Reason.OVERLOADED;
        }
        return share.reserve(nowNanos) ? null : Reason.BUDGET;
    }

    /** It was let in, and costs what was set aside. */
    void charged() {
        share.started();
    }

    /** It was not let in, and costs nothing. */
    void notCharged() {
        share.release();
    }

    /** An attempt that was not the first of its call has ended. Called before the tracker hears of it. */
    void extraEnded(Outcome outcome) {
        share.ended(outcome);
    }

    /** See {@link ExtraAttempts#hedgedFirstSucceeded}. */
    void hedgedFirstSucceeded() {
        share.hedgedFirstSucceeded();
    }

    ReplicaTails replicas() {
        return replicas;
    }

    boolean leavesFirstRunning() {
        return ask(strategy::leavesFirstRunning);
    }

    boolean leavesLosersRunning() {
        return ask(strategy::leavesLosersRunning);
    }

    void sent(int number, long afterNanos) {
        tell(strategy::sent);
        if (scope.detailWanted()) {
            scope.emit(new HedgeSent(scope.dependency(), number, afterNanos));
        }
    }

    void refused(Reason reason) {
        tell(() -> strategy.refused(reason));
        if (scope.detailWanted()) {
            scope.emit(new HedgeRefused(scope.dependency(), reason));
        }
    }

    /** Why it was that a hedge was not let in. */
    static Reason reasonOf(Throwable refusal) {
        if (ExtraAttempts.refused(refusal)) {
            return Reason.ATTEMPT_BUDGET;
        }
        boolean noTime = refusal instanceof CallRejectedException rejection
                && rejection.policy().equals("deadline");
        return noTime ? Reason.NO_TIME : Reason.REJECTED;
    }

    /** A call that made more than one attempt has its answer. */
    void answered(Consumer<HedgeStrategy> how) {
        tell(() -> how.accept(strategy));
    }

    /** And so has one that was late and had a hedge, after so long. */
    void lateCallTook(long nanos) {
        tell(() -> strategy.lateCallTook(nanos));
    }

    private boolean ask(BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (Throwable broken) {
            // Errors too: the attempts that are under way have to be seen to their end.
            report(broken);
            return false;
        }
    }

    private void tell(Runnable news) {
        try {
            news.run();
        } catch (Throwable broken) {
            // Errors too, for the same reason.
            report(broken);
        }
    }

    private void report(Throwable broken) {
        scope.emit(new UserCodeFailed(scope.dependency(), "hedging strategy", broken));
    }
}
