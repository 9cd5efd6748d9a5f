package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallTraits;
import io.seakeep.WaitingGate;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * The queue of one permit, used by three at once: whatever they do at the same time has the same results as one after the other. And
 * a queue with a planted defect, which has to be found.
 */
class WaitQueueLincheckTest {

    private static final boolean THOROUGH = Boolean.getBoolean("seakeep.thorough");

    @Test
    void whatHappensAtOnceHappensInSomeOrder() {
        options().check(Shipped.class);
    }

    @Test
    void aPermitThatIsLaidDownAfterLookingWhoWaitsIsFoundLost() {
        assertThatThrownBy(() -> options().check(Planted.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }

    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .threads(2)
                .actorsBefore(2)
                .actorsPerThread(2)
                .actorsAfter(2)
                .iterations(THOROUGH ? 50 : 20)
                .invocationsPerIteration(THOROUGH ? 2_000 : 500);
    }

    /** What ships. */
    @Param(name = "name", gen = IntGen.class, conf = "0:2")
    public static class Shipped {

        private static final Duration WAIT = Duration.ofSeconds(1);
        private static final int FREE = 0;
        private static final int CLAIMED = 1;

        private final VirtualTime time = new VirtualTime();
        final StripedPermits permits = StripedPermits.of(1);
        final WaitQueue queue =
                new WaitQueue(permits, 1, WAIT.toNanos(), new AdmissionControl(WAIT.toNanos()), new Refusals(), time);
        private final AtomicIntegerArray names = new AtomicIntegerArray(3);
        private final AtomicReferenceArray<Waiting> guests = new AtomicReferenceArray<>(3);

        /** Comes under that name, if nobody else has it. */
        @Operation
        public String join(@Param(name = "name") int name) {
            if (!names.compareAndSet(name, FREE, CLAIMED)) {
                return "name taken";
            }
            long now = time.nanoTime();
            Waiting guest = queue.join(CallTraits.DEFAULT, now, now + WAIT.toNanos(), token -> {});
            guests.set(name, guest);
            return state(guest);
        }

        /** Whether that one waits or is inside. */
        @Operation
        public String look(@Param(name = "name") int name) {
            Waiting guest = guests.get(name);
            return guest == null ? "nobody" : state(guest);
        }

        /** That one goes, from the queue or from inside. */
        @Operation
        public String leave(@Param(name = "name") int name) {
            Waiting guest = guests.getAndSet(name, null);
            if (guest == null) {
                return "nobody";
            }
            String was = "refused before";
            if (guest.leave(WaitingGate.CALLED_OFF)) {
                was = "waited";
            } else if (guest.token() >= 0) {
                giveBack((int) guest.token());
                was = "was inside";
            }
            names.set(name, FREE);
            return was;
        }

        void giveBack(int permit) {
            permits.giveBack(permit);
            queue.permitsLaidDown();
        }

        private static String state(Waiting guest) {
            long token = guest.token();
            return token == WaitingGate.WAIT ? "waits" : token >= 0 ? "inside" : "refused";
        }
    }

    /** Looks who waits, and then lays the permit down. */
    public static class Planted extends Shipped {

        @Override
        void giveBack(int permit) {
            boolean somebodyWaits = queue.isStanding();
            permits.giveBack(permit);
            if (somebodyWaits) {
                queue.permitsLaidDown();
            }
        }
    }
}
