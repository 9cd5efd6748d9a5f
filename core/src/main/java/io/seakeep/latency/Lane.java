package io.seakeep.latency;

/** The cells that belong to a slot, close to it because its holder needs both. */
abstract class LaneCells extends Slot {

    private final OwnedCells owned = new OwnedCells();
    private final SharedCells shared = new SharedCells();

    /** For the holder of the slot, and for readers. */
    final OwnedCells owned() {
        return owned;
    }

    /** For everybody. */
    final SharedCells shared() {
        return shared;
    }
}

/**
 * A slot with cells of its own, for one thread at a time as long as there are as many lanes as threads that contend.
 *
 * <p><b>A slot owns its cells.</b> Whoever holds the slot is the only writer of the {@linkplain #owned owned} cells until it
 * lets go. So it counts with a plain load and an ordered store, and a guarded call pays for one atomic instruction in all: the
 * claim. Who has no lane to hold counts in the {@linkplain #shared shared} cells, with an atomic instruction. The two never
 * share a cell, for an increment by an owner would undo one by somebody else.
 */
final class Lane extends LaneCells {
    long after01, after02, after03, after04, after05, after06, after07, after08;
    long after09, after10, after11, after12, after13, after14, after15;
}
