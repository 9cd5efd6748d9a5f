package io.seakeep.benchmarks;

import io.seakeep.Dependency;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Eight other places that call the same dependency, each too seldom for the JIT to compile the guard into it, together often
 * enough for the guard to be compiled by itself. That is what a service looks like after its first minutes.
 */
final class OtherCallSites {

    private static final int CALLS = 4_000;

    private OtherCallSites() {}

    static void use(Dependency dependency) {
        List<UnaryOperator<String>> sites = List.of(
                answer -> dependency.call(attempt -> answer),
                answer -> dependency.call(attempt -> answer),
                answer -> dependency.call(attempt -> answer),
                answer -> dependency.call(attempt -> answer),
                answer -> dependency.call(attempt -> answer),
                answer -> dependency.call(attempt -> answer),
                answer -> dependency.call(attempt -> answer),
                answer -> dependency.call(attempt -> answer));
        for (UnaryOperator<String> site : sites) {
            for (int i = 0; i < CALLS; i++) {
                if (!site.apply("answer").equals("answer")) {
                    throw new AssertionError("a guard must hand back the answer");
                }
            }
        }
    }
}
