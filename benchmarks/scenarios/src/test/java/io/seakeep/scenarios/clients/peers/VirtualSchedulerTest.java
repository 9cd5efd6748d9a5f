package io.seakeep.scenarios.clients.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.scenarios.sim.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VirtualSchedulerTest {

    private final World world = new World(1);
    private final VirtualScheduler scheduler = new VirtualScheduler(world);
    private final List<String> done = new ArrayList<>();

    @Test
    void whatIsDueRunsInOrderAndAtItsTime() {
        scheduler.schedule(() -> done.add("b at " + world.now()), 20, TimeUnit.MILLISECONDS);
        scheduler.schedule(() -> done.add("a at " + world.now()), 10, TimeUnit.MILLISECONDS);
        scheduler.execute(() -> done.add("now"));
        assertThat(done).isEmpty();
        world.runUntil(1);
        assertThat(done).containsExactly("now", "a at 0.01", "b at 0.02");
    }

    @Test
    void whatIsCancelledDoesNotAndLeavesNoTimer() {
        ScheduledFuture<?> task = scheduler.schedule(() -> done.add("never"), 1, TimeUnit.SECONDS);
        assertThat(task.getDelay(TimeUnit.MILLISECONDS)).isEqualTo(1_000);
        task.cancel(false);
        assertThat(world.time().pendingTimers()).isZero();
        world.runUntil(2);
        assertThat(done).isEmpty();
    }

    @Test
    void whatIsThrownIsKept() {
        ScheduledFuture<?> task = scheduler.schedule(
                () -> {
                    throw new IllegalStateException("on purpose");
                },
                1,
                TimeUnit.SECONDS);
        world.runUntil(1);
        assertThatThrownBy(task::get).isInstanceOf(ExecutionException.class).hasMessageContaining("on purpose");
    }

    @Test
    void itSaysWhatItCannotDo() {
        assertThatThrownBy(() -> scheduler.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.SECONDS))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("repeats");
        assertThatThrownBy(scheduler::shutdown)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("ends with its world");
    }
}
