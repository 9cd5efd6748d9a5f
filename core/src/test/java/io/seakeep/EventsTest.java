package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventsTest {

    private record Numbered(int number) implements SeakeepEvent {
        @Override
        public String dependency() {
            return "test";
        }

        @Override
        public String message() {
            return "event " + number;
        }

        @Override
        public Severity severity() {
            return Severity.DEBUG;
        }
    }

    @Test
    void aListenerThatThrowsKeepsNoOtherFromHearing() {
        List<SeakeepEvent> heard = new ArrayList<>();
        Events events = events(
                Runnable::run,
                event -> {
                    throw new IllegalStateException("broken listener");
                },
                heard::add);

        events.emit(new Numbered(1));
        events.emit(new Numbered(2));

        assertThat(heard).containsExactly(new Numbered(1), new Numbered(2));
    }

    @Test
    void anEventEmittedByAListenerComesAfterTheOneItHeard() {
        List<SeakeepEvent> heard = new ArrayList<>();
        Events[] events = new Events[1];
        events[0] = events(Runnable::run, event -> {
            if (event.equals(new Numbered(1))) {
                events[0].emit(new Numbered(2));
            }
            heard.add(event);
        });

        events[0].emit(new Numbered(1));

        assertThat(heard).containsExactly(new Numbered(1), new Numbered(2));
    }

    static List<Throwable> refusals() {
        return List.of(new RejectedExecutionException(), new OutOfMemoryError("unable to create native thread"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void anExecutorThatRejectsLosesNothingThatFits(Throwable refusal) {
        List<SeakeepEvent> heard = new ArrayList<>();
        AtomicBoolean rejecting = new AtomicBoolean(true);
        Events events = events(
                task -> {
                    if (rejecting.get()) {
                        throw sneaky(refusal);
                    }
                    task.run();
                },
                heard::add);

        events.emit(new Numbered(1));
        events.emit(new Numbered(2));
        rejecting.set(false);
        events.emit(new Numbered(3));

        assertThat(heard).containsExactly(new Numbered(1), new Numbered(2), new Numbered(3));
    }

    @Test
    void whatIsAboutSingleCallsLeavesRoomForTransitions() {
        List<SeakeepEvent> heard = new ArrayList<>();
        List<Runnable> drains = new ArrayList<>();
        Events events = events(drains::add, heard::add);
        for (int i = 0; i < 2_000; i++) {
            events.emit(new Numbered(i));
        }
        DependencyCreated transition = new DependencyCreated("test", "description");
        events.emit(transition);
        drains.forEach(Runnable::run);

        assertThat(heard).hasSizeBetween(800, 1_024).endsWith(transition);
    }

    @Test
    void withNobodyToHearDetailsNoneIsHandedOver() {
        List<Runnable> drains = new ArrayList<>();
        Events events = events(drains::add);
        assertThat(events.detailWanted()).isFalse();
        events.emit(new Numbered(1));
        assertThat(drains).isEmpty();
        events.emit(new DependencyCreated("test", "description"));
        assertThat(drains).hasSize(1);
    }

    @Test
    void manyThreadsEmitAndOneAtATimeHearsAll() throws Exception {
        int threads = 4;
        int each = 200;
        ConcurrentLinkedQueue<SeakeepEvent> heard = new ConcurrentLinkedQueue<>();
        AtomicInteger listening = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(threads * each);
        ExecutorService executor = Executors.newFixedThreadPool(3);
        Events events = events(executor, event -> {
            assertThat(listening.incrementAndGet()).isEqualTo(1);
            heard.add(event);
            listening.decrementAndGet();
            all.countDown();
        });
        List<Thread> emitters = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int first = t * each;
            Thread emitter = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    events.emit(new Numbered(first + i));
                }
            });
            emitters.add(emitter);
            emitter.start();
        }

        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        executor.shutdown();

        assertThat(heard).hasSize(threads * each).doesNotHaveDuplicates();
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException sneaky(Throwable refusal) throws X {
        throw (X) refusal;
    }

    private static Events events(java.util.concurrent.Executor executor, SeakeepListener... listeners) {
        return new Events(executor, List.of(listeners), new EventLog(new VirtualTime()));
    }
}
