package io.seakeep.scenarios.hedges;

import io.seakeep.time.VirtualTime;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What disks do for others, without end: pieces of work that come at random times.
 *
 * @param share of each disk's time
 * @param length of a piece
 * @param spread to which disks a piece goes
 */
record Background(double share, LogNormal length, Spread spread) {

    /** To which disks a piece goes. */
    enum Spread {
        /** To one. */
        ONE_AT_A_TIME,
        /** To all at once, as where a stage of a large job begins on every machine; each has a piece of its own length. */
        ALL_AT_ONCE
    }

    void start(VirtualTime time, SplittableRandom random, List<Disk> disks) {
        if (spread == Spread.ALL_AT_ONCE) {
            scheduleNext(time, random, disks);
        } else {
            disks.forEach(disk -> scheduleNext(time, random, List.of(disk)));
        }
    }

    private void scheduleNext(VirtualTime time, SplittableRandom random, List<Disk> disks) {
        double meanNanos = 1e6 * length.meanMillis() / share;
        time.schedule((long) (-Math.log(1 - random.nextDouble()) * meanNanos), () -> {
            disks.forEach(disk -> disk.add(new Piece(length.nanos(random))));
            scheduleNext(time, random, disks);
        });
    }

    private static final class Piece implements Work {

        private final long nanos;

        Piece(long nanos) {
            this.nanos = nanos;
        }

        @Override
        public boolean begins() {
            return true;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void ended() {}
    }
}
