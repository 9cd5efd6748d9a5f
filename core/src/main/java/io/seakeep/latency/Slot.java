package io.seakeep.latency;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What keeps a slot away from the object before it: superclass fields are laid out first, and the int fills the gap. */
abstract class SlotLeadingPad {
    int before00;
    long before01, before02, before03, before04, before05, before06, before07, before08;
    long before09, before10, before11, before12, before13, before14, before15;
}

/**
 * A place for one attempt in flight: a word that is {@link #FREE}, or else tells when the attempt began.
 *
 * <p><b>Memory ordering.</b> A claim is a compare-and-set, thus volatile; a release is an ordered store. So what the holder did
 * before {@link #release} is seen by the next holder after its {@link #claim}, and by whoever reads {@link #isFree} and finds
 * the slot free. A claim that read a stale value fails. Claims are wait-free; nobody waits for a slot.
 */
class Slot extends SlotLeadingPad {

    /** The word of a slot that nobody holds. An attempt that begins at this very nanosecond is said to begin one later. */
    static final long FREE = 0;

    private static final VarHandle START_NANOS;

    static {
        try {
            START_NANOS = MethodHandles.lookup().findVarHandle(Slot.class, "startNanos", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long startNanos;

    /** The word that stands for an attempt begun at this time. */
    static long wordFor(long nowNanos) {
        return nowNanos == FREE ? 1 : nowNanos;
    }

    /** Takes the slot if it is free. {@code word} comes from {@link #wordFor}. */
    final boolean claim(long word) {
        return START_NANOS.compareAndSet(this, FREE, word);
    }

    /** Gives the slot back; for its holder only. */
    final void release() {
        START_NANOS.setRelease(this, FREE);
    }

    final boolean isFree() {
        return startNanos == FREE;
    }

    /** When the attempt that holds this slot began, or {@link #FREE}. */
    final long word() {
        return startNanos;
    }
}
