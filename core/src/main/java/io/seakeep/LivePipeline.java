package io.seakeep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline of one dependency or key, as it is now. Its settings can be changed while calls are under way: those go on in the pipeline that
 * they began in, and later ones begin in another, which has the same tracker and, wherever they can go on under other settings, the same policies.
 *
 * <p>Callers read one volatile field, which is written only by {@link #reconfigure}.
 */
final class LivePipeline {

    private final DependencyScope scope;
    private final Function<PipelineParts, Pipeline> assembler;
    private final Judge judge;
    private final FastestAnswer fastest = new FastestAnswer();
    private final Rejections rejections;
    private final AttemptAccounts accounts = new AttemptAccounts();
    private final RetryCounts retries = new RetryCounts();

    private volatile Pipeline current;
    private volatile ResolvedSpec spec;

    // From here on for whoever makes it, and then between ticks.
    private final PoliciesAtWork policies;
    private ExtraAttempts budget;
    private @Nullable HedgeRules hedging;
    private @Nullable PipelineTick tick;

    /** @param assembler makes the pipelines, as observed as they are to be */
    LivePipeline(ResolvedSpec spec, DependencyScope scope, Function<PipelineParts, Pipeline> assembler) {
        this.assembler = assembler;
        this.spec = spec;
        this.scope = scope;
        this.judge = new Judge(spec.classifier(), scope);
        this.rejections = new Rejections(scope);
        this.policies = new PoliciesAtWork(scope);
        this.budget = spec.budget().start(scope);
        policies.become(spec, null);
        this.hedging = hedgeRules(spec);
        this.current = assemble(spec);
    }

    /** Has to be told who thinks, when that changes. */
    void ticks(PipelineTick newTick) {
        tick = newTick;
    }

    Pipeline current() {
        return current;
    }

    ResolvedSpec spec() {
        return spec;
    }

    /** The same is said, perhaps by others or in another line. Called between ticks. */
    void saidBy(ResolvedSpec same) {
        spec = same;
    }

    /** Goes on under other settings. Called between ticks. */
    void reconfigure(ResolvedSpec changed) {
        policies.become(changed, spec);
        if (!changed.budget().said().equals(spec.budget().said()) && !budget.become(changed.budget())) {
            budget = changed.budget().start(scope);
        }
        hedging = hedgeRules(changed);
        scope.signals().lowerAll(); // whoever raised one may have left; the others raise theirs with their next thought
        spec = changed;
        current = assemble(changed);
        if (tick != null) {
            tick.thinking(thinking());
        }
    }

    private Pipeline assemble(ResolvedSpec changed) {
        return assembler.apply(new PipelineParts(
                scope,
                new CallTime(scope, policies.timeLimit(), fastest, rejections),
                policies.gates(rejections),
                policies.timeout(),
                judge,
                retryRules(changed),
                hedging,
                budget,
                policies.all(),
                accounts));
    }

    /** In the order of their turns. A hedge depends on what all others make of what they see. */
    List<ActivePolicy> thinking() {
        List<ActivePolicy> thinking = new ArrayList<>(policies.all());
        HedgeStrategy strategy = policies.hedging();
        if (strategy != null) {
            thinking.remove(strategy);
            thinking.add(strategy);
        }
        thinking.add(fastest);
        thinking.add(budget);
        if (hedging != null) {
            thinking.addAll(hedging.thinking());
        }
        return thinking;
    }

    private @Nullable RetryRules retryRules(ResolvedSpec changed) {
        RetryStrategy strategy = policies.retrying();
        return strategy == null
                ? null
                : new RetryRules(strategy, changed.modeAt(Position.RETRY), budget, fastest, retries, scope);
    }

    private @Nullable HedgeRules hedgeRules(ResolvedSpec changed) {
        HedgeStrategy strategy = policies.hedging();
        if (strategy == null || changed.modeAt(Position.HEDGE) != Mode.ENFORCE) {
            return null;
        }
        if (hedging == null || !hedging.follows(strategy)) {
            return new HedgeRules(strategy, scope);
        }
        hedging.reconfigured();
        return hedging;
    }
}
