package io.seakeep.scenarios.clients.peers;

import io.seakeep.scenarios.sim.World;
import io.seakeep.time.TimeSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A world's clock as the JDK has clocks, exact to the nanosecond. */
public final class VirtualClock extends Clock {

    private final TimeSource time;
    private final Instant origin;
    private final long originNanos;

    /** @param world whose time it shows */
    public VirtualClock(World world) {
        this.time = world.time();
        this.origin = Instant.ofEpochMilli(time.epochMillis());
        this.originNanos = time.nanoTime();
    }

    @Override
    public Instant instant() {
        return origin.plusNanos(time.nanoTime() - originNanos);
    }

    @Override
    public long millis() {
        return time.epochMillis();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("what is simulated has no time zone");
    }
}
