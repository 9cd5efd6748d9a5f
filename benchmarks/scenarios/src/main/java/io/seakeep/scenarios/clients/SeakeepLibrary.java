package io.seakeep.scenarios.clients;

import io.seakeep.AttemptBudget;
import io.seakeep.Dependency;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.Seakeep;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.hedging.Hedge;
import io.seakeep.retry.Retry;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.World;
import io.seakeep.settings.SettingsSources;
import io.seakeep.timeout.AdaptiveTimeout;
import io.seakeep.timeout.Timeout;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** This library, set up the same in each scenario; or with parts of it taken out. */
public final class SeakeepLibrary implements Library {

    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(10);
    private static final Duration SHORTEST_RAMP = Duration.ofMillis(50);
    private static final int WAITING = 20;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(200);
    private static final double HEDGED_SHARE = 0.02;

    private final Set<Part> without;

    private SeakeepLibrary(Set<Part> without) {
        this.without = without;
    }

    /** As it is. */
    public static SeakeepLibrary whole() {
        return new SeakeepLibrary(EnumSet.noneOf(Part.class));
    }

    /** Without those. */
    public static SeakeepLibrary without(Part first, Part... others) {
        return new SeakeepLibrary(EnumSet.of(first, others));
    }

    @Override
    public Client client(World world, Terms terms) {
        Seakeep seakeep = Seakeep.builder()
                .settings(SettingsSources.none())
                .time(world.time())
                .seed(world.randomOfClient().nextLong())
                .build();
        Dependency dependency = seakeep.dependency(terms.dependency(), builder -> {
            builder.with(Retry.of().attempts(1 + terms.retries()))
                    .with(breaker())
                    .with(timeout(terms))
                    .with(bulkhead(terms))
                    .classifier(AnswerClassifier.INSTANCE)
                    .maxKeys(1_000);
            if (terms.hedging() == Terms.Hedging.ALLOWED && has(Part.HEDGES)) {
                builder.with(Hedge.budget(HEDGED_SHARE));
            }
            if (!has(Part.CENSORING)) {
                builder.classifier(ForgottenTimeouts.CLASSIFIER);
            }
            if (!has(Part.BUDGET)) {
                builder.budget(AttemptBudget.windowed(1).floorPerSecond(1_000));
            }
        });
        return new SeakeepClient(world, dependency.idempotent(), without);
    }

    private boolean has(Part part) {
        return !without.contains(part);
    }

    private Policy breaker() {
        if (!has(Part.BREAKER)) {
            return CircuitBreaker.of().off();
        }
        return has(Part.RAMP) ? CircuitBreaker.of() : CircuitBreaker.of().recoverOver(SHORTEST_RAMP);
    }

    private Policy timeout(Terms terms) {
        Duration most = terms.timeout();
        return has(Part.ADAPTIVE_TIMEOUT)
                ? AdaptiveTimeout.falseTimeoutRate(0.001)
                        .between(SHORTEST_TIMEOUT, most)
                        .initial(most)
                : Timeout.of(most);
    }

    private Policy bulkhead(Terms terms) {
        if (terms.concurrency() == Terms.UNKNOWN) {
            return Bulkhead.adaptive().queue(WAITING, LONGEST_WAIT).mode(has(Part.BULKHEAD) ? Mode.ENFORCE : Mode.OFF);
        }
        return Bulkhead.fixed(terms.concurrency()).mode(has(Part.BULKHEAD) ? Mode.ENFORCE : Mode.OFF);
    }
}
