package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.CallTraits;
import io.seakeep.Dependency;
import io.seakeep.GateWait;
import io.seakeep.Mode;
import io.seakeep.Permit;
import io.seakeep.Policy;
import io.seakeep.Seakeep;
import io.seakeep.WaitingGate;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.latency.Outcome;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Other settings while it is at work. */
class ReconfigureTest {

    private static final Duration WAIT = Duration.ofMillis(100);

    private final VirtualTime time = new VirtualTime();

    @Test
    void theLimitGoesUpAndDown() {
        Dependency dependency = dependency(Bulkhead.fixed(1));
        Permit first = dependency.acquire();
        change(dependency, Bulkhead.fixed(2));
        Permit second = dependency.acquire();
        change(dependency, Bulkhead.fixed(1));
        first.close();

        assertThatThrownBy(dependency::acquire).isInstanceOf(CallRejectedException.class);
        second.close();
        dependency.acquire().close();
        assertThat(bulkhead(dependency).inside()).isZero();
        assertThat(bulkhead(dependency).refused()).as("counted on").isEqualTo(1);
    }

    @Test
    void aLimitSetByHandStaysWhereSettingsLeaveItAlone() {
        Dependency dependency = dependency(Bulkhead.fixed(10));
        bulkhead(dependency).resize(7);
        change(dependency, Bulkhead.fixed(10).mode(Mode.OBSERVE));
        assertThat(bulkhead(dependency).limit()).isEqualTo(7);
        change(dependency, Bulkhead.fixed(11));
        assertThat(bulkhead(dependency).limit()).isEqualTo(11);
    }

    @Test
    void aHigherLimitLetsThoseInWhoWait() {
        Dependency dependency = dependency(Bulkhead.fixed(1).queue(5, WAIT));
        Permit first = dependency.acquire();
        CompletableFuture<Permit> waiting = dependency.acquireAsync();
        change(dependency, Bulkhead.fixed(2).queue(5, WAIT));
        assertThat(waiting).isCompleted();
        waiting.join().close();
        first.close();
    }

    @Test
    void aQueueThatComesServesThoseWhoFindItFull() {
        Dependency dependency = dependency(Bulkhead.fixed(1));
        Permit before = dependency.acquire();
        assertThatThrownBy(dependency::acquire).isInstanceOf(CallRejectedException.class);
        change(dependency, Bulkhead.fixed(1).queue(5, WAIT));
        CompletableFuture<Permit> waiting = dependency.acquireAsync();
        assertThat(waiting).isNotDone();
        before.close();
        assertThat(waiting).isCompleted();
        waiting.join().close();
    }

    @Test
    void whoWaitsWhenTheQueueGoesIsServedAllTheSameAndNobodyElseMayJoin() {
        Dependency dependency = dependency(Bulkhead.fixed(1).queue(5, WAIT));
        Permit first = dependency.acquire();
        CompletableFuture<Permit> served = dependency.acquireAsync();
        CompletableFuture<Permit> late = dependency.acquireAsync();
        change(dependency, Bulkhead.fixed(1));
        assertThatThrownBy(dependency::acquire).isInstanceOf(CallRejectedException.class);
        assertThat(bulkhead(dependency).waiting()).isEqualTo(2);
        assertThat(bulkhead(dependency).explain()).contains("2 wait");

        time.advance(Duration.ofMillis(50));
        first.close();
        assertThat(served).isCompleted();
        time.advance(Duration.ofMillis(300));
        assertThat(late).as("its time is over, as it was said").isCompletedExceptionally();
        served.join().close();
        assertThat(bulkhead(dependency).waiting()).isZero();
        assertThat(bulkhead(dependency).inside()).isZero();
        assertThat(bulkhead(dependency).explain()).doesNotContain("0 wait");
        dependency.acquire().close();
    }

    @Test
    void aShorterQueueTakesNobodysPlace() {
        Dependency dependency = dependency(Bulkhead.fixed(1).queue(3, WAIT));
        Permit first = dependency.acquire();
        List<CompletableFuture<Permit>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(dependency.acquireAsync());
        }
        change(dependency, Bulkhead.fixed(1).queue(1, WAIT));
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(dependency.acquireAsync()).isCompletedExceptionally();
        first.close();
        for (CompletableFuture<Permit> each : waiting) {
            each.join().close();
        }
    }

    @Test
    void anotherLongestWaitIsForThoseWhoComeAfterIt() {
        Dependency dependency = dependency(Bulkhead.fixed(1).queue(3, WAIT));
        Permit first = dependency.acquire();
        CompletableFuture<Permit> before = dependency.acquireAsync();
        change(dependency, Bulkhead.fixed(1).queue(3, WAIT.multipliedBy(10)));
        CompletableFuture<Permit> after = dependency.acquireAsync();
        time.advance(Duration.ofMillis(500));
        assertThat(before).isCompletedExceptionally();
        assertThat(after).isNotDone();
        first.close();
        after.join().close();
    }

    @Test
    void aShorterLongestWaitMakesNoOverloadOfThoseWhoWaitAlready() {
        Dependency dependency = dependency(Bulkhead.fixed(1).queue(3, WAIT.multipliedBy(100)));
        Permit first = dependency.acquire();
        CompletableFuture<Permit> oldest = dependency.acquireAsync();
        CompletableFuture<Permit> newer = dependency.acquireAsync();
        time.advance(Duration.ofSeconds(2));
        change(dependency, Bulkhead.fixed(1).queue(3, WAIT));
        assertThat(oldest).isNotDone();
        CompletableFuture<Permit> after = dependency.acquireAsync();
        time.advance(Duration.ofSeconds(1));
        assertThat(after).as("under the new terms").isCompletedExceptionally();
        assertThat(oldest).as("under those that it came under").isNotDone();

        first.close();
        assertThat(oldest).as("first come, first served").isCompleted();
        assertThat(newer).isNotDone();
        oldest.join().close();
        newer.join().close();
        assertThat(bulkhead(dependency).inside()).isZero();
    }

    /** Between being told to wait and waiting, the queue may have gone. */
    @Test
    void whoWasToldToWaitJustBeforeTheQueueWentGetsAnAnswer() {
        Dependency dependency = dependency(Bulkhead.fixed(1).queue(3, WAIT));
        Bulkhead bulkhead = bulkhead(dependency);
        CallTraits traits = CallTraits.DEFAULT;
        long token = bulkhead.tryEnter(traits, time.nanoTime());
        assertThat(bulkhead.tryEnter(traits, time.nanoTime())).isEqualTo(WaitingGate.WAIT);
        assertThat(bulkhead.tryEnter(traits, time.nanoTime())).isEqualTo(WaitingGate.WAIT);
        assertThat(bulkhead.tryEnter(traits, time.nanoTime())).isEqualTo(WaitingGate.WAIT);

        change(dependency, Bulkhead.fixed(1));
        assertThat(await(bulkhead, traits).token()).isEqualTo(Refusals.QUEUE_FULL);
        bulkhead.withdraw(token);
        GateWait lucky = await(bulkhead, traits);
        assertThat(lucky.token()).isNotNegative();
        change(dependency, Bulkhead.fixed(1).mode(Mode.OBSERVE));
        assertThat(await(bulkhead, traits).token()).isEqualTo(Bulkhead.BYSTANDER);
        bulkhead.exit(lucky.token(), Outcome.SUCCESS, 1, time.nanoTime());
        assertThat(bulkhead.inside()).isZero();
        assertThat(bulkhead.waiting()).isZero();
    }

    private GateWait await(Bulkhead bulkhead, CallTraits traits) {
        return bulkhead.await(traits, time.nanoTime(), time.nanoTime() + 1_000_000_000L, token -> {});
    }

    @Test
    void whereItOnlyObservesFromNowOnNobodyWaitsAnyMore() {
        Dependency dependency = dependency(Bulkhead.fixed(1).queue(3, WAIT));
        Permit first = dependency.acquire();
        List<CompletableFuture<Permit>> waiting = List.of(dependency.acquireAsync(), dependency.acquireAsync());
        change(dependency, Bulkhead.fixed(1).queue(3, WAIT).mode(Mode.OBSERVE));
        assertThat(waiting).allMatch(CompletableFuture::isDone);
        Permit beyond = dependency.acquire();
        assertThat(bulkhead(dependency).wouldHaveRefused()).isEqualTo(1);

        change(dependency, Bulkhead.fixed(1));
        assertThatThrownBy(dependency::acquire).isInstanceOf(CallRejectedException.class);
        first.close();
        Permit last = dependency.acquire();
        beyond.close();
        waiting.forEach(each -> each.join().close());
        assertThat(bulkhead(dependency).inside()).isEqualTo(1);
        assertThatThrownBy(dependency::acquire)
                .as("who only watched gave nothing back")
                .isInstanceOf(CallRejectedException.class);
        last.close();
        assertThat(bulkhead(dependency).inside()).isZero();
    }

    @Test
    void anAdaptiveLimitStaysAsFarAsItsBoundsAllow() {
        Dependency dependency = dependency(Bulkhead.adaptive());
        load(dependency, 100);
        int found = bulkhead(dependency).limit();
        String why = bulkhead(dependency).explain();
        assertThat(found).isGreaterThan(80);
        change(dependency, Bulkhead.adaptive().queue(5, WAIT).mode(Mode.OBSERVE).isolate());
        change(dependency, Bulkhead.adaptive().initial(30));
        assertThat(bulkhead(dependency).limit()).isEqualTo(found);
        assertThat(bulkhead(dependency).explain())
                .as("and so does what it rests on")
                .isEqualTo(why);
        change(dependency, Bulkhead.adaptive().between(4, 50));
        assertThat(bulkhead(dependency).limit()).isEqualTo(50);
        load(dependency, 100);
        assertThat(bulkhead(dependency).limit()).isLessThanOrEqualTo(50);
        change(dependency, Bulkhead.adaptive().between(70, 90));
        assertThat(bulkhead(dependency).limit()).isEqualTo(70);
    }

    @Test
    void oneThatHasNotDecidedAnythingBeginsWhereItIsToldTo() {
        Dependency dependency = dependency(Bulkhead.adaptive());
        change(dependency, Bulkhead.adaptive().initial(30));
        assertThat(bulkhead(dependency).limit()).isEqualTo(30);
    }

    @Test
    void theKindCanChange() {
        Dependency dependency = dependency(Bulkhead.fixed(100));
        change(dependency, Bulkhead.adaptive());
        assertThat(bulkhead(dependency).limit())
                .as("from where it is, for a limit of 20 would refuse 80")
                .isEqualTo(100);
        change(dependency, Bulkhead.adaptive().mode(Mode.OBSERVE));
        assertThat(bulkhead(dependency).limit()).isEqualTo(100);
        assertThatThrownBy(() -> bulkhead(dependency).resize(5)).isInstanceOf(IllegalStateException.class);
        change(dependency, Bulkhead.fixed(12));
        assertThat(bulkhead(dependency).limit()).isEqualTo(12);
        bulkhead(dependency).resize(5);
        change(dependency, Bulkhead.adaptive().initial(40));
        assertThat(bulkhead(dependency).limit()).isEqualTo(40);
        assertThat(bulkhead(dependency).explain()).contains("adaptive: too little has ended");
    }

    @Test
    void threadsOfTheirOwnCanComeAndGoWhileOneIsAbandoned() {
        Dependency dependency = dependency(Bulkhead.fixed(1).isolate());
        Bulkhead bulkhead = bulkhead(dependency);
        assertThat(bulkhead.isolates()).isTrue();
        long token = bulkhead.tryEnter(CallTraits.DEFAULT, time.nanoTime());
        bulkhead.abandoned();
        bulkhead.exit(token, Outcome.TIMED_OUT, 1, time.nanoTime());
        change(dependency, Bulkhead.fixed(1));
        assertThat(bulkhead.isolates()).isFalse();
        assertThat(bulkhead.inside()).isEqualTo(1);
        assertThatThrownBy(dependency::acquire).isInstanceOf(CallRejectedException.class);
        bulkhead.abandonedEnded();
        dependency.acquire().close();
        assertThat(bulkhead.inside()).isZero();
    }

    @Test
    void theDescriptionOfAnotherPolicyIsNoneOfItsOwn() {
        assertThat(bulkhead(dependency(Bulkhead.fixed(1))).reconfigure(CircuitBreaker.of()))
                .isFalse();
    }

    private static void change(Dependency dependency, Policy policy) {
        assertThat(bulkhead(dependency).reconfigure(policy)).isTrue();
    }

    /** Attempts that take 50 ms, so many offered at once, for a minute. */
    private void load(Dependency dependency, int atOnce) {
        for (int i = 0; i < 60_000 / 10; i++) {
            for (int j = 0; j < atOnce / 5; j++) {
                dependency.acquireAsync().thenAccept(permit -> time.schedule(50_000_000L, () -> permit.succeed("ok")));
            }
            time.advance(Duration.ofMillis(10));
        }
        time.advance(Duration.ofMillis(50));
    }

    private static Bulkhead bulkhead(Dependency dependency) {
        return dependency.policy(Bulkhead.class);
    }

    private Dependency dependency(Policy policy) {
        return Seakeep.builder()
                .time(time)
                .build()
                .dependency("d", builder -> builder.withoutStandardPolicies().with(policy));
    }
}
