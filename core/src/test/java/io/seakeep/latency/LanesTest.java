package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LanesTest {

    private final Lanes lanes = new Lanes();

    @Property
    void theBoundIsAPowerOfTwoAndHasItsLimits(@ForAll @IntRange(min = 1, max = 4_096) int processors) {
        int most = Lanes.most(processors);
        assertThat(Integer.bitCount(most)).isOne();
        assertThat(most).isBetween(16, 64).isGreaterThanOrEqualTo(Math.min(64, 4 * processors));
    }

    @Test
    void thereIsOneUntilThreadsMeet() {
        Lane[] first = lanes.all();
        assertThat(first).hasSize(1);
        for (int index = lanes.claim(1); index != Lanes.NONE; index = lanes.claim(1)) {
            assertThat(index).isZero();
        }
        assertThat(lanes.all()).as("taken is not contended").isSameAs(first);
    }

    @Test
    void theyDoubleUpToABoundAndKeepTheirPlaces() {
        Lane[] before = lanes.all();
        while (before.length < Lanes.MOST) {
            lanes.spread(before);
            Lane[] after = lanes.all();
            assertThat(after).hasSize(2 * before.length).startsWith(before).doesNotHaveDuplicates();
            lanes.spread(before);
            assertThat(lanes.all()).as("one contention, one growth").isSameAs(after);
            before = after;
        }
        lanes.spread(before);
        assertThat(lanes.all()).isSameAs(before);
    }

    @Test
    void aThreadTriesItsOwnLaneThenTheNeighbour() {
        while (lanes.all().length < Lanes.MOST) {
            lanes.spread(lanes.all());
        }
        int home = Lanes.home(Lanes.MOST);
        assertThat(lanes.claim(7)).isEqualTo(home);
        assertThat(lanes.claim(8)).isEqualTo(Lanes.neighbour(home, Lanes.MOST)).isNotEqualTo(home);
        assertThat(lanes.claim(9)).isEqualTo(Lanes.NONE);
        assertThat(lanes.countHeld(word -> word == 8)).isOne();

        lanes.all()[home].release();
        assertThat(lanes.claim(10)).isEqualTo(home);
    }

    /** An increment in another's owned cells would be undone by the owner's. */
    @Test
    void whoHoldsNoLaneCountsInSharedCellsOnly() throws InterruptedException {
        int perThread = 200_000;
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int n = 0; n < perThread; n++) {
                    lanes.record(0, 77);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(lanes.all()).allMatch(lane -> lane.owned().familyOf(0) == null);
        assertThat(new CellReader().read(lanes.all())[0].total()).isEqualTo((long) threads.length * perThread);
    }

    @Test
    void consecutiveThreadsSpreadEvenly() throws InterruptedException {
        Set<Integer> homes = new HashSet<>();
        for (int i = 0; i < 16; i++) {
            Thread thread = new Thread(() -> homes.add(Lanes.home(16)));
            thread.start();
            thread.join();
        }
        assertThat(homes).allMatch(home -> home >= 0 && home < 16).hasSizeGreaterThanOrEqualTo(10);
    }
}
