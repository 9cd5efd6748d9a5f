package io.seakeep.benchmarks.guard;

/**
 * Where results go so that the JIT has to compute them. Its methods are compiler black holes, by
 * {@link #JVM_OPTIONS}: they cost nothing, and the JIT takes them to use their argument.
 */
final class Sink {

    static final String[] JVM_OPTIONS = {
        "-XX:+UnlockExperimentalVMOptions",
        "-XX:CompileCommand=quiet",
        "-XX:CompileCommand=blackhole," + Sink.class.getName() + "::eat"
    };

    private Sink() {}

    static void eat(long result) {}

    static void eat(boolean result) {}

    static void eat(Object result) {}
}
