package io.seakeep.time;

/** A timer of {@link VirtualTime}, ordered by deadline and then by when it was armed. */
final class VirtualTimer extends TimerEntry implements Comparable<VirtualTimer> {

    private final long sequence;

    VirtualTimer(long deadlineNanos, long sequence, Runnable task) {
        super(deadlineNanos, task);
        this.sequence = sequence;
    }

    @Override
    public int compareTo(VirtualTimer other) {
        long later = deadlineNanos - other.deadlineNanos; // by sign, for the clock may overflow between the two
        return later == 0 ? Long.compare(sequence, other.sequence) : Long.signum(later);
    }
}
