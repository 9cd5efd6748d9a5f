package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.CallRejectedException;
import io.seakeep.CallTraits;
import io.seakeep.Dependency;
import io.seakeep.GateWait;
import io.seakeep.Permit;
import io.seakeep.Priority;
import io.seakeep.Seakeep;
import io.seakeep.Waiter;
import io.seakeep.WaitingGate;
import io.seakeep.latency.Outcome;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Eight threads that come and go, wait and leave, change the limit and fail, at random: never more inside than the limit, and nothing lost. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class BulkheadThreadsTest {

    private static final boolean THOROUGH = Boolean.getBoolean("seakeep.thorough");
    private static final int THREADS = 8;
    private static final int GATE_OPERATIONS = THOROUGH ? 100_000_000 : 1_000_000;
    private static final int CALLS = THOROUGH ? 10_000_000 : 200_000;
    private static final int HIGHEST_LIMIT = 40;
    private static final int MOST_HELD = 12;

    private final long seed = ThreadLocalRandom.current().nextLong();
    private final VirtualTime time = new VirtualTime();
    private final Seakeep seakeep =
            Seakeep.builder().time(time).seed(seed).executor(Runnable::run).build();
    private final Dependency dependency = seakeep.dependency(
            "d",
            builder -> builder.withoutStandardPolicies()
                    .with(Bulkhead.fixed(HIGHEST_LIMIT).queue(30, Duration.ofMillis(50))));
    private final Bulkhead bulkhead = dependency.policy(Bulkhead.class);

    /** Those who are inside, and perhaps some who are about to be counted. Never more than the limit that holds. */
    private final AtomicInteger inside = new AtomicInteger();

    /** Those who are inside, and those who try to be. */
    private final AtomicInteger trying = new AtomicInteger();

    /** What the limit is at most. Written by who holds the lock on the bulkhead. */
    private volatile int bound = HIGHEST_LIMIT;

    private final AtomicInteger resizes = new AtomicInteger();

    private final LongAdder entered = new LongAdder();
    private volatile boolean over;

    @AfterEach
    void nothingIsLost() {
        over = true;
        assertThat(inside).as("seed %d", seed).hasValue(0);
        assertThat(trying).as("seed %d", seed).hasValue(0);
        assertThat(bulkhead.inside()).as("seed %d", seed).isZero();
        assertThat(bulkhead.waiting()).as("seed %d", seed).isZero();
        assertThat(bulkhead.abandonedNow()).as("seed %d", seed).isZero();
        time.advance(Duration.ofMinutes(1)); // so that nothing is kept free any more
        bulkhead.resize(HIGHEST_LIMIT);
        List<CompletableFuture<Permit>> permits = new ArrayList<>();
        for (int i = 0; i <= HIGHEST_LIMIT; i++) {
            permits.add(dependency.acquireAsync());
        }
        assertThat(permits.stream().filter(CompletableFuture::isDone))
                .as("seed %d", seed)
                .hasSize(HIGHEST_LIMIT);
        permits.forEach(permit -> permit.cancel(true));
    }

    @Test
    void neverMoreInsideThanTheLimitAndNoPermitLost() throws InterruptedException {
        onAllThreads(random -> new Visitor(random).run(GATE_OPERATIONS / THREADS));
    }

    @Test
    void norThroughThePipelineWhateverTheCodeDoes() throws InterruptedException {
        Thread clock = new Thread(() -> {
            while (!over) {
                time.advance(Duration.ofMillis(1));
                Thread.yield();
            }
        });
        clock.setDaemon(true);
        clock.start();
        onAllThreads(random -> new Caller(random).run(CALLS / THREADS));
        over = true;
        clock.join();
    }

    private void enters() {
        entered.increment();
        int before = resizes.get();
        int now = inside.incrementAndGet();
        int most = bound;
        if (now > most && before == resizes.get()) { // or it was another bound when they were counted
            throw new AssertionError(now + " inside, and the limit is " + most);
        }
    }

    private void leaves() {
        inside.decrementAndGet();
        trying.decrementAndGet();
    }

    /** Changes the limit. The bound comes down once those who were inside before have left. */
    private void resize(int limit) {
        synchronized (bulkhead) {
            resizes.incrementAndGet();
            bound = Math.max(bound, limit);
            bulkhead.resize(limit);
            if (trying.get() <= limit) {
                bound = limit;
            }
        }
    }

    /** Uses the gate as the pipeline does. */
    private final class Visitor {

        private final SplittableRandom random;
        private final Deque<Long> held = new ArrayDeque<>();
        private final Deque<Guest> waiting = new ArrayDeque<>();
        private int abandoned;

        Visitor(SplittableRandom random) {
            this.random = random;
        }

        void run(int operations) {
            for (int i = 0; i < operations; i++) {
                int what = random.nextInt(1_000);
                if (what < 400 && held.size() + waiting.size() < MOST_HELD || held.isEmpty() && waiting.isEmpty()) {
                    enter();
                } else if (what < 800 && !held.isEmpty()) {
                    leave();
                } else if (what < 960 && !waiting.isEmpty()) {
                    lookAfterThoseWhoWait();
                } else if (what < 980) {
                    abandonOrEnd();
                } else if (what < 990) {
                    time.advanceNanos(random.nextLong(2_000_000));
                } else {
                    resize(1 + random.nextInt(HIGHEST_LIMIT));
                }
            }
            while (!held.isEmpty() || !waiting.isEmpty() || abandoned > 0) {
                leave();
                lookAfterThoseWhoWait();
                if (abandoned > 0) {
                    bulkhead.abandonedEnded();
                    abandoned--;
                }
            }
        }

        private void enter() {
            CallTraits traits = new CallTraits(
                    false, Priority.values()[random.nextInt(5)], random.nextInt(3) == 0 ? random.nextInt(128) : -1);
            trying.incrementAndGet();
            long now = time.nanoTime();
            long token = bulkhead.tryEnter(traits, now);
            if (token >= 0) {
                enters();
                held.add(token);
            } else if (token == WaitingGate.WAIT) {
                Guest guest = new Guest();
                guest.wait = bulkhead.await(traits, now, now + random.nextLong(100_000_000), guest);
                waiting.add(guest);
            } else {
                trying.decrementAndGet();
            }
        }

        private void leave() {
            Long token = held.poll();
            if (token != null) {
                leaves();
                if (random.nextBoolean()) {
                    bulkhead.exit(token, Outcome.SUCCESS, 1, time.nanoTime());
                } else {
                    bulkhead.withdraw(token);
                }
            }
        }

        private void lookAfterThoseWhoWait() {
            Guest guest = waiting.poll();
            if (guest == null) {
                return;
            }
            GateWait wait = guest.wait;
            if (wait != null && wait.token() == WaitingGate.WAIT) {
                boolean late = wait.untilNanos() - time.nanoTime() <= 0;
                if (!late && random.nextInt(4) > 0 && !held.isEmpty()) {
                    waiting.add(guest);
                    return;
                }
                wait.leave(late ? WaitingGate.WAITED_TOO_LONG : WaitingGate.CALLED_OFF);
            }
            ended(guest, wait);
        }

        private void ended(Guest guest, @Nullable GateWait wait) {
            long token = wait == null ? guest.token : wait.token();
            while (token >= 0 && guest.token != token) {
                Thread.onSpinWait(); // it is about to be told
            }
            if (guest.told.get() > 1 || guest.told.get() == 1 && guest.token != token) {
                throw new AssertionError("told " + guest.told + " times of " + guest.token + ", and it was " + token);
            }
            if (token >= 0) {
                held.add(token);
            } else {
                trying.decrementAndGet();
            }
        }

        private void abandonOrEnd() {
            if (abandoned > 0) {
                bulkhead.abandonedEnded();
                abandoned--;
            } else {
                bulkhead.abandoned();
                abandoned++;
            }
        }
    }

    private final class Guest implements Waiter {

        private final AtomicInteger told = new AtomicInteger();

        @Nullable
        GateWait wait;

        volatile long token = WaitingGate.WAIT;

        @Override
        public void ended(long given) {
            if (given >= 0) {
                enters();
            }
            token = given;
            told.incrementAndGet();
        }
    }

    /** Makes calls. */
    private final class Caller {

        private final SplittableRandom random;
        private final Deque<CompletableFuture<?>> started = new ArrayDeque<>();
        private final Deque<CompletableFuture<Object>> stages = new ArrayDeque<>();

        Caller(SplittableRandom random) {
            this.random = random;
        }

        void run(int calls) {
            for (int i = 0; i < calls; i++) {
                Dependency view = dependency.priority(Priority.values()[random.nextInt(5)]);
                boolean interrupted = random.nextInt(20) == 0;
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                switch (random.nextInt(4)) {
                    case 0 -> sync(view);
                    case 1 -> permit(view);
                    default -> async(view);
                }
                if (Thread.interrupted() != interrupted) {
                    throw new AssertionError("an interrupt came from nowhere, or went there");
                }
                while (started.size() > 3) {
                    end();
                }
                if (random.nextInt(100) == 0) {
                    bulkhead.resize(
                            1 + random.nextInt(HIGHEST_LIMIT)); // who tries is not counted here, so the bound stays
                }
            }
            while (!started.isEmpty()) {
                end();
            }
        }

        private void sync(Dependency view) {
            try {
                view.call(attempt -> {
                    visit();
                    return fault();
                });
            } catch (Throwable expected) {
                requireExpected(expected);
            }
        }

        private void permit(Dependency view) {
            try (Permit permit = view.acquire()) {
                visit();
                permit.succeed(fault());
            } catch (Throwable expected) {
                requireExpected(expected);
            }
        }

        private void async(Dependency view) {
            if (random.nextBoolean()) {
                CompletableFuture<Permit> permit = view.acquireAsync();
                started.add(permit.thenAccept(Permit::close));
                if (random.nextInt(3) == 0) {
                    permit.cancel(true);
                }
                return;
            }
            CompletableFuture<Object> stage = new CompletableFuture<>();
            CompletableFuture<Object> answer = view.callAsync(attempt -> {
                visit();
                fault();
                return stage;
            });
            stages.add(stage);
            started.add(answer);
            if (random.nextInt(3) == 0) {
                answer.cancel(true);
            }
        }

        private void end() {
            CompletableFuture<Object> stage = stages.poll();
            if (stage != null) {
                if (random.nextBoolean()) {
                    stage.complete("late");
                } else {
                    stage.completeExceptionally(new IOException("late"));
                }
            }
            CompletableFuture<?> oldest = started.peek();
            if (oldest != null && (oldest.isDone() || stage == null && oldest.cancel(true))) {
                started.poll();
            }
        }

        private void visit() {
            trying.incrementAndGet();
            enters();
            leaves();
        }

        private String fault() throws IOException {
            switch (ThreadLocalRandom.current().nextInt(10)) {
                case 0 -> throw new IOException("reset");
                case 1 -> throw new AssertionError("a fault");
                case 2 -> throw new StackOverflowError("a fault");
                default -> {
                    return "good";
                }
            }
        }

        private void requireExpected(Throwable thrown) {
            boolean fault = thrown instanceof IOException
                    || "a fault".equals(thrown.getMessage())
                    || thrown instanceof CallRejectedException;
            if (!fault) {
                throw new AssertionError("unexpected: " + thrown, thrown);
            }
        }
    }

    private interface Work {
        void on(SplittableRandom random);
    }

    private void onAllThreads(Work work) throws InterruptedException {
        SplittableRandom seeds = new SplittableRandom(seed);
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = seeds.split();
            Thread thread = new Thread(() -> {
                try {
                    work.on(random);
                } catch (Throwable failure) {
                    failed.compareAndSet(null, failure);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failed.get()).as("seed %d", seed).isNull();
        System.out.printf("%,d entered, %s%n", entered.sum(), bulkhead.explain());
    }
}
