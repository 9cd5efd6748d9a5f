package io.seakeep;

import io.seakeep.latency.LatencySnapshot;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Something a service calls: another service, a database, an API. It has a name, one latency tracker and one pipeline of
 * policies; get it once from a {@link Seakeep} and keep it. Safe for use by many threads.
 *
 * <p>The same dependency can be looked at through views that say something of the calls made through them:
 * {@link #idempotent()}, {@link #priority} and, with a tracker and pipeline of its own, {@link #key}. Views are made once
 * and cached; getting one costs no allocation.
 */
public final class Dependency {

    private final KeyedPipelines keys;
    private final LivePipeline live;
    private final CallTraits traits;
    private final Dependency[] views;

    /** The view for calls of which nothing has been said. */
    Dependency(KeyedPipelines keys, LivePipeline live) {
        this(keys, live, CallTraits.DEFAULT, new Dependency[2 * Priority.values().length]);
        for (Priority priority : Priority.values()) {
            for (int idempotent = 0; idempotent <= 1; idempotent++) {
                CallTraits said = CallTraits.of(idempotent == 1, priority, CallTraits.NO_COHORT);
                views[indexOf(said)] = said.equals(traits) ? this : new Dependency(keys, live, said, views);
            }
        }
    }

    private Dependency(KeyedPipelines keys, LivePipeline live, CallTraits traits, Dependency[] views) {
        this.keys = keys;
        this.live = live;
        this.traits = traits;
        this.views = views;
    }

    private static int indexOf(CallTraits traits) {
        return 2 * traits.priority().ordinal() + (traits.idempotent() ? 1 : 0);
    }

    /**
     * Calls the dependency on this thread.
     *
     * @param code makes one attempt. Its result must be the answer itself: one that is a future or a stage is refused
     *     with an {@link IllegalStateException}, because it would count as an instant success
     * @throws X what the code threw, as it threw it
     * @throws CallRejectedException if a policy refused the call before it reached the dependency
     */
    public <T extends @Nullable Object, X extends Exception> T call(AttemptCode<T, X> code) throws X {
        return live.current().call(traits, code);
    }

    /**
     * Calls the dependency on this thread, with a fallback; otherwise as {@link #call(AttemptCode)}.
     *
     * @param fallback answers in place of a failure, a rejection by this dependency's policies, or a result that the
     *     classifier called no success
     * @throws X what the code threw if it is not for a fallback, and else what the fallback threw
     */
    public <T extends @Nullable Object, X extends Exception> T call(
            AttemptCode<T, X> code, Fallback<? extends T, ? extends X> fallback) throws X {
        return live.current().call(traits, code, fallback);
    }

    /**
     * Calls the dependency on this thread with code that can be interrupted; otherwise as {@link #call(AttemptCode)}.
     *
     * @throws X what the code threw, as it threw it
     * @throws InterruptedException if the code was interrupted
     * @throws CallRejectedException if a policy refused the call before it reached the dependency
     */
    @SuppressWarnings({"unchecked", "RedundantThrows"}) // the code throws X or InterruptedException, as both declare
    public <T extends @Nullable Object, X extends Exception> T callInterruptibly(InterruptibleCode<T, X> code)
            throws X, InterruptedException {
        return live.current().call(traits, (AttemptCode<T, X>) (AttemptCode<T, ?>) code);
    }

    /**
     * Calls the dependency on this thread with code that can be interrupted, and with a fallback, which is not asked when it was;
     * otherwise as {@link #call(AttemptCode, Fallback)}.
     *
     * @throws X what the code threw if it is not for a fallback, and else what the fallback threw
     * @throws InterruptedException if the code was interrupted
     */
    @SuppressWarnings({"unchecked", "RedundantThrows"}) // the code throws X or InterruptedException, as both declare
    public <T extends @Nullable Object, X extends Exception> T callInterruptibly(
            InterruptibleCode<T, X> code, Fallback<? extends T, ? extends X> fallback) throws X, InterruptedException {
        return live.current().call(traits, (AttemptCode<T, X>) (AttemptCode<T, ?>) code, fallback);
    }

    /**
     * Calls the dependency on this thread with code that returns nothing; otherwise as {@link #call(AttemptCode)}.
     *
     * @throws X what the code threw, as it threw it
     * @throws CallRejectedException if a policy refused the call before it reached the dependency
     */
    public <X extends Exception> void run(AttemptAction<X> code) throws X {
        live.current().call(traits, code);
    }

    /**
     * Calls the dependency without waiting for it.
     *
     * <p>The code runs on this thread and returns a stage; no thread waits. The future returned fails with what the user's
     * code threw, not wrapped in anything, or with a {@link CallRejectedException}; this method itself throws neither.
     * Cancelling that future, or one derived from it, cancels the attempt: the stage, if it is a {@code Future}, and what
     * {@link Attempt#onCancel} was told. An answer that comes nevertheless is closed, if it can be closed.
     */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(AsyncCode<T> code) {
        return live.current().callAsync(traits, code, null);
    }

    /** Calls the dependency without waiting for it, with a fallback; otherwise as {@link #callAsync(AsyncCode)}. */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            AsyncCode<T> code, AsyncFallback<? extends T> fallback) {
        return live.current().callAsync(traits, code, fallback);
    }

    /**
     * Asks to make an attempt that the caller drives itself. Gates, tracker and timeout take part; what needs to repeat the
     * call does not. Where a bulkhead lets calls wait, the thread waits here.
     *
     * @throws CallRejectedException if a policy refused, or the thread was interrupted while it waited; it stays so
     */
    public Permit acquire() {
        return live.current().entrance().open(traits);
    }

    /**
     * Asks the same without blocking the thread, for frameworks whose threads must not wait. Cancelling the future gives up the
     * place in the queue; a permit that comes all the same is closed.
     *
     * @return the permit, or what {@link #acquire} would have thrown
     */
    public CompletableFuture<Permit> acquireAsync() {
        return live.current().entrance().openAsync(traits);
    }

    /**
     * One key of the dependency, such as a host, region, tenant or operation, with a tracker and pipeline of its own that
     * are set up like the dependency's. There are at most {@link Builder#maxKeys} of them; what comes later shares one, which
     * goes by the key {@code *}.
     *
     * @throws IllegalStateException if this is itself a key
     */
    public Dependency key(String key) {
        return keys.get(key).with(traits);
    }

    /** The same dependency, for calls that may reach it twice without harm. Not being said so, none is. */
    public Dependency idempotent() {
        return with(traits.withIdempotent());
    }

    /**
     * The same dependency, for calls that matter more or less than others. What their code calls matters no more than they do, and
     * takes that along as part of the {@link RequestContext}.
     */
    public Dependency priority(Priority priority) {
        return with(traits.withPriority(priority));
    }

    private Dependency with(CallTraits said) {
        return views[indexOf(said)];
    }

    /**
     * The policy of that type at work here, such as {@code CircuitBreaker.class}; for tests that force it and for
     * whoever wants to look.
     *
     * @throws IllegalArgumentException if there is none, which names those there are
     */
    public <P> P policy(Class<P> type) {
        for (ActivePolicy policy : live.current().policies()) {
            if (type.isInstance(policy)) {
                return type.cast(policy);
            }
        }
        throw new IllegalArgumentException("no " + type.getSimpleName() + " at work for " + name() + ", only "
                + live.current().policies().stream()
                        .map(policy -> policy.getClass().getSimpleName())
                        .toList());
    }

    /** The one at work at the moment. */
    Pipeline pipeline() {
        return live.current();
    }

    /** What is known of the latency, as of the last tick. */
    public LatencySnapshot latency() {
        return live.current().tracker().snapshot();
    }

    /** The name, followed by the key in square brackets where there is one. */
    public String name() {
        return live.current().scope().dependency();
    }

    /** The pipeline for people to read: every policy in order, with its mode and settings. */
    public String describe() {
        return PipelineText.describe(live.spec());
    }

    /**
     * Every setting with its value, who said so and where, and what that overruled; one line each, for a terminal. As they hold now: they may
     * change while the process runs.
     */
    public String explain() {
        return keys.explain(live).text();
    }

    /** The same as {@link #explain}, as JSON. */
    public String explainJson() {
        return keys.explain(live).json();
    }

    KeyedPipelines keys() {
        return keys;
    }

    LivePipeline live() {
        return live;
    }

    @Override
    public String toString() {
        return name();
    }

    /** What a dependency is made of. For use by one thread, within {@link Seakeep#dependency(String, java.util.function.Consumer)}. */
    public interface Builder {

        /**
         * Puts a policy into the pipeline, in place of the standard one at its position. A description whose mode is
         * {@link Mode#OFF} only takes the standard one out. Two for one position are refused.
         */
        Builder with(Policy policy);

        /**
         * Leaves out the standard policies: there is none in the pipeline but what {@link #with} puts there. An operator can still switch
         * one on. The tracker remains, and so do the budget of retries and hedges and the 10 s that attempts are told of.
         */
        Builder withoutStandardPolicies();

        /** Judges how attempts ended; {@link Classifier#standard()} by default. */
        Builder classifier(Classifier classifier);

        /** How many attempts there may be beyond the first of each call; {@link AttemptBudget#standard()} by default. */
        Builder budget(AttemptBudget budget);

        /** How many keys there may be, from 1 to 10,000; 100 by default. */
        Builder maxKeys(int maxKeys);
    }
}
