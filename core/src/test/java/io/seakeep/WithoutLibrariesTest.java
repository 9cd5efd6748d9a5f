package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An application that has none of the optional libraries. */
class WithoutLibrariesTest {

    private final ClassLoader application = new AnotherApplication("io.micrometer.", "jdk.jfr.");

    @Test
    void guardsItsCallsAllTheSame() throws Exception {
        Class<?> guarding = application.loadClass(Guarding.class.getName());
        assertThat(guarding.getClassLoader()).isSameAs(application);
        assertThat(guarding.getMethod("answer").invoke(null)).isEqualTo("answer of inventory");
    }

    /** What such an application does. */
    public static final class Guarding {

        private Guarding() {}

        /** Makes all there is, and a call. */
        public static String answer() throws Exception {
            try (Seakeep seakeep = Seakeep.create()) {
                Dependency inventory = seakeep.dependency("inventory").idempotent();
                inventory
                        .callAsync(attempt -> java.util.concurrent.CompletableFuture.completedFuture("answer"))
                        .get();
                inventory.acquire().succeed("answer");
                inventory.acquire().fail(new java.io.IOException("down"));
                if (EventRecorders.INSTANCE.wantsDetail()) {
                    throw new AssertionError("there is no Flight Recorder");
                }
                return inventory.call(attempt -> "answer of " + inventory.name());
            }
        }
    }
}
