package io.seakeep.scenarios.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Server;
import io.seakeep.scenarios.sim.ServiceTime;
import io.seakeep.scenarios.sim.World;
import org.junit.jupiter.api.Test;

/** Keys that come and go, as tenants and hosts do, leave nothing behind but what they may. */
class NothingGrowsTest {

    private static final double SECONDS_BETWEEN = 0.05;
    private static final int MORE_THAN_THERE_MAY_BE = 3_000;
    private static final int MANY = 30_000;
    private static final long MEGABYTE = 1L << 20;

    private final World world = new World(1);
    private final Server server = new Server(world, 10, ServiceTime.exponential(0.02));
    private final Client client = SeakeepLibrary.whole().client(world, Terms.of("tenants", 1));
    private int keys;

    @Test
    void neitherMemoryNorTimersGrowWithTheKeysThereHaveBeen() {
        callKeysUpTo(MORE_THAN_THERE_MAY_BE);
        long before = usedBytes();

        callKeysUpTo(MANY);

        assertThat(usedBytes() - before).isLessThan(8 * MEGABYTE);
        world.runUntil(world.now() + 120);
        assertThat(world.time().pendingTimers()).as("timers when nobody calls").isZero();
    }

    private void callKeysUpTo(int end) {
        for (; keys < end; keys++) {
            client.call(Order.of(outgoing -> server.request()).key("tenant " + keys));
            world.runUntil(world.now() + SECONDS_BETWEEN);
        }
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
