package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.IllegalConfigurationException;
import io.seakeep.Mode;
import io.seakeep.Permit;
import io.seakeep.Priority;
import io.seakeep.RequestContext;
import io.seakeep.Seakeep;
import io.seakeep.latency.Outcome;
import io.seakeep.time.Deadline;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a bulkhead promises to those who wait, by every way to make a call. */
class WaitingTest {

    private static final long MS = 1_000_000L;

    private final VirtualTime time = new VirtualTime();
    private final Seakeep seakeep =
            Seakeep.builder().time(time).seed(1).executor(time::execute).build();
    private final Dependency dependency = dependency("d", Bulkhead.fixed(1).queue(10, Duration.ofMillis(200)));
    private final Bulkhead bulkhead = dependency.policy(Bulkhead.class);
    private final List<String> ran = new ArrayList<>();

    private Dependency dependency(String name, BulkheadPolicy policy) {
        return seakeep.dependency(name, builder -> builder.with(policy));
    }

    private void holdFor(long millis) {
        Permit holder = dependency.acquire();
        time.schedule(millis * MS, () -> time.execute(() -> holder.succeed("held")));
    }

    @AfterEach
    void nothingIsLost() {
        Thread.interrupted();
        assertThat(bulkhead.inside()).isZero();
        assertThat(bulkhead.waiting()).isZero();
        assertThat(dependency.acquireAsync())
                .isCompleted()
                .satisfies(permit -> permit.join().close());
    }

    @ParameterizedTest
    @EnumSource
    void waitsForItsTurnAndTheWaitIsNoPartOfTheLatency(WaitingStyle style) {
        holdFor(50);
        long start = time.nanoTime();
        long[] ranAt = new long[1];

        Throwable failure = style.call(time, dependency, () -> ranAt[0] = time.nanoTime() - start);

        assertThat(failure).isNull();
        assertThat(ranAt[0]).isEqualTo(50 * MS);
        time.advance(Duration.ofSeconds(1));
        assertThat(dependency.latency().count(Outcome.SUCCESS)).isEqualTo(2);
        assertThat(dependency.latency().cdf(MS)).hasValue(0.5);
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedOnceItHasWaitedForAsLongAsItMay(WaitingStyle style) {
        holdFor(300);
        long start = time.nanoTime();

        Throwable failure = style.call(time, dependency, () -> ran.add("ran"));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        CallRejectedException.class,
                        refused -> assertThat(refused.setting()).isEqualTo("bulkhead.max-wait"))
                .hasMessageContaining("all 1 attempts at once are under way, and none ended while this one waited");
        assertThat(time.nanoTime() - start).isEqualTo(200 * MS);
        assertThat(bulkhead.waiting()).isZero();
        assertThat(bulkhead.refused()).isEqualTo(1);
        assertThat(ran).isEmpty();
        time.advance(Duration.ofMillis(100));
    }

    @ParameterizedTest
    @EnumSource
    void waitsNoLongerThanItsDeadline(WaitingStyle style) {
        holdFor(300);
        long start = time.nanoTime();
        Throwable[] failure = new Throwable[1];

        RequestContext.none()
                .withDeadline(Deadline.after(Duration.ofMillis(70), time))
                .run(() -> failure[0] = style.call(time, dependency, () -> ran.add("ran")));

        assertThat(failure[0]).isNotNull();
        assertThat(time.nanoTime() - start).isBetween(70 * MS - 100, 70 * MS); // a thread's deadline is kept in steps
        assertThat(bulkhead.waiting()).isZero();
        time.advance(Duration.ofMillis(300));
        assertThat(ran).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "PERMIT"})
    void anInterruptEndsTheWaitAndStays(WaitingStyle style) {
        holdFor(100);
        Thread caller = Thread.currentThread();
        time.schedule(30 * MS, caller::interrupt);
        long start = time.nanoTime();

        Throwable failure = style.call(time, dependency, () -> ran.add("ran"));

        assertThat(failure)
                .isInstanceOf(CallRejectedException.class)
                .hasMessageContaining("interrupted or cancelled while it waited");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(time.nanoTime() - start).isEqualTo(30 * MS);
        assertThat(bulkhead.refused()).isZero();
        time.advance(Duration.ofMillis(100));
        assertThat(ran).isEmpty();
    }

    /** Failsafe #393: a waiter that was refused stayed in the queue and took the next permit for ever. */
    @ParameterizedTest
    @EnumSource
    void failsafe393ARefusedCallLeavesNoGhostWaiter(WaitingStyle style) {
        holdFor(250);
        style.call(time, dependency, () -> ran.add("ghost"));
        time.advance(Duration.ofMillis(100));

        for (int i = 0; i < 3; i++) {
            assertThat(style.call(time, dependency, () -> ran.add("next"))).isNull();
        }
        assertThat(ran).containsExactly("next", "next", "next");
    }

    /** Failsafe: an asynchronous call that was cancelled before its start kept its permit. */
    @Test
    void anAsyncCallCancelledBeforeItsStartHoldsNothing() {
        holdFor(50);
        CompletableFuture<String> cancelled = async("cancelled");
        CompletableFuture<String> next = async("next");
        CompletableFuture<Permit> permit = dependency.acquireAsync();

        cancelled.cancel(false);
        assertThat(bulkhead.waiting()).isEqualTo(2);
        permit.cancel(false);
        assertThat(bulkhead.waiting()).isEqualTo(1);
        time.advance(Duration.ofMillis(50));

        assertThat(next).isCompletedWithValue("next");
        assertThat(ran).containsExactly("next");
        assertThatThrownBy(cancelled::join).isInstanceOf(CancellationException.class);
        time.advance(Duration.ofMillis(200));
        assertThat(time.pendingTimers()).isLessThanOrEqualTo(1); // the ticker's
    }

    /** Between its admission and its start, in the executor's queue. */
    @Test
    void anAsyncCallCancelledAfterItsTurnCameAndBeforeItsStartHoldsNothing() {
        List<Runnable> queued = new ArrayList<>();
        Seakeep slow = Seakeep.builder().time(time).executor(queued::add).build();
        Dependency slowly = slow.dependency(
                "slow", builder -> builder.with(Bulkhead.fixed(1).queue(10, Duration.ofMillis(200))));
        Permit holder = slowly.acquire();
        CompletableFuture<String> call = slowly.callAsync(attempt -> {
            ran.add("ran");
            return CompletableFuture.completedFuture("ran");
        });
        CompletableFuture<Permit> permit = slowly.acquireAsync();
        holder.close();
        call.cancel(true);
        permit.cancel(true);
        for (int i = 0; i < queued.size(); i++) {
            queued.get(i).run();
        }

        assertThat(ran).isEmpty();
        assertThat(slowly.policy(Bulkhead.class).inside()).isZero();
        assertThat(slowly.policy(Bulkhead.class).waiting()).isZero();
    }

    @Test
    void anExecutorThatTakesNothingLosesNothing() {
        Seakeep closed = Seakeep.builder()
                .time(time)
                .executor(work -> {
                    throw new RejectedExecutionException("shut down");
                })
                .build();
        Dependency nowhere = closed.dependency(
                "nowhere", builder -> builder.with(Bulkhead.fixed(1).queue(10, Duration.ofMillis(200))));
        Permit holder = nowhere.acquire();
        CompletableFuture<Permit> admitted = nowhere.acquireAsync();
        holder.close();
        time.advance(Duration.ZERO);
        assertThat(admitted).isCompletedExceptionally();
        Permit again = nowhere.acquire();
        CompletableFuture<Permit> late = nowhere.acquireAsync();
        time.advance(Duration.ofMillis(200));
        assertThat(late).isCompletedExceptionally();
        again.close();
        assertThat(nowhere.policy(Bulkhead.class).inside()).isZero();
    }

    @Test
    void cancellingWhatIsDerivedFromAPermitGivesUpTheWait() {
        Permit holder = dependency.acquire();
        CompletableFuture<Void> derived = dependency.acquireAsync().thenAccept(permit -> ran.add("served"));
        assertThat(bulkhead.waiting()).isEqualTo(1);
        derived.thenRun(() -> ran.add("after it")).cancel(true);
        assertThat(bulkhead.waiting()).isZero();
        holder.close();
        assertThat(ran).isEmpty();
    }

    @Test
    void aPermitThatComesWhileItsUseIsCancelledIsClosed() {
        CompletableFuture<Permit> permit = dependency.acquireAsync();
        assertThat(permit).isCompleted();
        CompletableFuture<Permit> derived = permit.newIncompleteFuture(); // as if its function had not run yet
        derived.cancel(true);
        assertThat(bulkhead.inside()).isZero();
    }

    @Test
    void cancellingAPermitThatHasComeChangesNothing() {
        CompletableFuture<Permit> permit = dependency.acquireAsync();
        assertThat(permit.cancel(true)).isFalse();
        assertThat(bulkhead.inside()).isEqualTo(1);
        permit.join().close();
    }

    @Test
    void firstComeFirstServed() {
        holdFor(10);
        List<CompletableFuture<String>> calls = List.of(async("a"), async("b"), async("c"));
        time.advance(Duration.ofMillis(10));

        assertThat(calls).allSatisfy(call -> assertThat(call).isCompleted());
        assertThat(ran).containsExactly("a", "b", "c");
    }

    @Test
    void nobodyGetsInPastThoseWhoWait() {
        Permit holder = dependency.acquire();
        CompletableFuture<Permit> first = dependency.acquireAsync();
        CompletableFuture<Permit> second = dependency.acquireAsync();
        holder.close();
        CompletableFuture<Permit> third = dependency.acquireAsync();
        first.join().close();

        assertThat(second).isCompleted();
        assertThat(third).isNotDone();
        second.join().close();
        third.join().close();
    }

    @Test
    void theMoreImportantGoFirst() {
        holdFor(10);
        async(Priority.BACKGROUND, "background");
        async(Priority.DEFAULT, "default");
        async(Priority.CRITICAL, "critical");
        time.advance(Duration.ofMillis(10));

        assertThat(ran).containsExactly("critical", "default", "background");
    }

    @Test
    void aFullQueueRefusesUnlessSomebodyLessImportantCanMakeRoom() {
        Dependency few = dependency("few", Bulkhead.fixed(1).queue(2, Duration.ofMillis(200)));
        Permit holder = few.acquire();
        CompletableFuture<Permit> background = few.priority(Priority.BACKGROUND).acquireAsync();
        CompletableFuture<Permit> normal = few.acquireAsync();
        CompletableFuture<Permit> critical = few.priority(Priority.CRITICAL).acquireAsync();
        CompletableFuture<Permit> late = few.acquireAsync();

        assertThatThrownBy(background::join).hasMessageContaining("a more important one took the place in the queue");
        assertThatThrownBy(late::join)
                .hasCauseInstanceOf(CallRejectedException.class)
                .hasMessageContaining("no more may wait; setting: bulkhead.queue");
        holder.close();
        critical.join().close();
        normal.join().close();
        assertThat(few.policy(Bulkhead.class).refused()).isEqualTo(2);
    }

    @Test
    void aQueueThatDoesNotDrainIsServedNewestFirstAndDropsTheOld() {
        Dependency crowded = dependency("crowded", Bulkhead.fixed(1).queue(100, Duration.ofMillis(200)));
        Permit[] holder = {crowded.acquire()};
        List<String> served = new ArrayList<>();
        List<CompletableFuture<Permit>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) { // one comes each 10 ms, one is served each 40 ms
            int number = i;
            CompletableFuture<Permit> waiting = crowded.acquireAsync();
            waiting.thenAccept(permit -> {
                served.add(number + " waited");
                holder[0] = permit;
            });
            all.add(waiting);
            time.advance(Duration.ofMillis(10));
            if (i % 4 == 3) {
                holder[0].close();
            }
        }
        // in turn while the queue could be a burst, and then the newest
        assertThat(served.subList(0, 5)).containsExactly("0 waited", "1 waited", "2 waited", "3 waited", "19 waited");
        assertThat(served.get(served.size() - 1)).isEqualTo("59 waited");
        assertThat(crowded.policy(Bulkhead.class).waiting()).isLessThanOrEqualTo(3);
        assertThat(all.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSizeGreaterThan(30);
        time.advance(Duration.ofMillis(200));
        holder[0].close();
        holder[0].close();
    }

    @Test
    void aHigherLimitLetsThoseInWhoWait() {
        Permit holder = dependency.acquire();
        List<CompletableFuture<Permit>> waiting =
                List.of(dependency.acquireAsync(), dependency.acquireAsync(), dependency.acquireAsync());
        bulkhead.resize(3);
        assertThat(waiting.get(0)).isCompleted();
        assertThat(waiting.get(1)).isCompleted();
        assertThat(waiting.get(2)).isNotDone();

        bulkhead.resize(1);
        holder.close();
        waiting.get(0).join().close();
        assertThat(waiting.get(2)).isNotDone();
        waiting.get(1).join().close();
        assertThat(waiting.get(2)).isCompleted();
        waiting.get(2).join().close();
    }

    @Test
    void observingLetsNobodyWait() {
        Dependency watched = dependency(
                "watched", Bulkhead.fixed(1).queue(10, Duration.ofMillis(200)).mode(Mode.OBSERVE));
        try (Permit first = watched.acquire();
                Permit second = watched.acquire()) {
            assertThat(watched.policy(Bulkhead.class).wouldHaveRefused()).isEqualTo(1);
        }
    }

    @Test
    void whatIsWrongWithTheQueueIsNamedWithItsRange() {
        assertThatThrownBy(() -> dependency("wrong", Bulkhead.fixed(0).queue(-1, Duration.ZERO)))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("bulkhead.limit must be between 1 and 100000: 0")
                .hasMessageContaining("bulkhead.queue must be between 0 and 100000: -1")
                .hasMessageContaining("bulkhead.max-wait must be between 1 ms and 10 min: 0 ns");
    }

    @Test
    void explainsItself() {
        Permit holder = dependency.acquire();
        CompletableFuture<Permit> waiting = dependency.acquireAsync();
        assertThat(bulkhead.explain()).isEqualTo("limit 1, fixed; 1 inside; 1 wait; refused: none");
        time.advance(Duration.ofMillis(200));
        assertThat(bulkhead.explain()).isEqualTo("limit 1, fixed; 1 inside; 0 wait; refused: 1 after the longest wait");
        assertThat(waiting).isCompletedExceptionally();
        holder.close();
    }

    @Test
    void saysHowManyMayWait() {
        assertThat(dependency.describe()).contains("1 attempts at once, 10 may wait, for 200 ms at most");
    }

    private CompletableFuture<String> async(String name) {
        return async(Priority.DEFAULT, name);
    }

    private CompletableFuture<String> async(Priority priority, String name) {
        return dependency.priority(priority).callAsync(attempt -> {
            ran.add(name);
            return CompletableFuture.completedFuture(name);
        });
    }
}
