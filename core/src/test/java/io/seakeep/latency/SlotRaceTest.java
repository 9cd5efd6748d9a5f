package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.time.LockStep;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/** Two threads do the same at the same moment, again and again. */
class SlotRaceTest {

    private static final int ROUNDS = Boolean.getBoolean("seakeep.thorough") ? 1_000_000 : 10_000;

    @Test
    void oneOfTwoClaimsASlot() throws InterruptedException {
        Slot slot = new Slot();
        race(side -> slot.claim(side + 1) ? side + 1 : 0, (one, other) -> {
            assertThat(one == 0 ^ other == 0).isTrue();
            assertThat(slot.word()).as("the winner's").isEqualTo(one + other);
            slot.release();
        });
    }

    @Test
    void twoClaimTwoSlotsOfABlock() throws InterruptedException {
        SlotBlocks blocks = new SlotBlocks();
        race(side -> blocks.claim(side + 1), (one, other) -> {
            assertThat(one).isNotEqualTo(other).isBetween(0L, 1_000L);
            assertThat(blocks.word((int) one)).isEqualTo(1);
            assertThat(blocks.word((int) other)).isEqualTo(2);
            assertThat(blocks.countHeld(word -> true)).isEqualTo(2);
            blocks.release((int) one);
            blocks.release((int) other);
            assertThat(blocks.anyHeld()).isFalse();
        });
    }

    @Test
    void twoAttemptsThatMeetAreBothRecorded() throws InterruptedException {
        LatencyTracker[] tracker = {LatencyTracker.create()};
        race(
                side -> {
                    long token = tracker[0].begin(5);
                    tracker[0].end(token, 2_000, Outcome.SUCCESS);
                    return token;
                },
                (one, other) -> {
                    tracker[0].tick(0);
                    assertThat(tracker[0].lastTick().total()).isEqualTo(2);
                    assertThat(tracker[0].inFlight()).isZero();
                    tracker[0] = LatencyTracker.create(); // so that they meet again in its only lane
                });
    }

    @Test
    void twoThatPublishTheSameOctaveUseOne() throws InterruptedException {
        SharedCells[] cells = {new SharedCells()};
        race(
                side -> {
                    cells[0].increment(0, 100 + 40 * side);
                    return 0;
                },
                (one, other) -> {
                    int[] octave = Cells.octaveOf(cells[0].familyOf(0), Buckets.octaveOf(100));
                    assertThat(octave[Buckets.cellOf(100)] + octave[Buckets.cellOf(140)])
                            .isEqualTo(2);
                    cells[0] = new SharedCells();
                });
    }

    /** What to see to after each round, with what the two sides have answered. */
    private interface Check {
        void of(long one, long other);
    }

    private static void race(IntToLongFunction action, Check check) throws InterruptedException {
        LockStep steps = new LockStep();
        long[] answers = new long[2];
        Thread other = new Thread(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                steps.await(1, 2 * round);
                answers[1] = action.applyAsLong(1);
                steps.await(1, 2 * round + 1);
            }
        });
        other.setDaemon(true);
        other.start();
        for (int round = 0; round < ROUNDS; round++) {
            steps.await(0, 2 * round);
            answers[0] = action.applyAsLong(0);
            steps.await(0, 2 * round + 1);
            check.of(answers[0], answers[1]);
        }
        other.join();
    }
}
