package io.seakeep.benchmarks;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One thread's way round the classes of {@link OpaqueCode}. */
@State(Scope.Thread)
public class CodeRotation {

    private final OpaqueCode[] codes = OpaqueCode.oneOfEachClass().toArray(OpaqueCode[]::new);
    private final ThreadCounter counter = new ThreadCounter();

    /** The next one; its class is not known to the JIT. */
    public OpaqueCode next() {
        return codes[counter.next() & (codes.length - 1)];
    }
}
