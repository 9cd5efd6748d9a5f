package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.seakeep.ContextCarrier.Captured;
import io.seakeep.ContextCarrier.Restored;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ContextCarrierTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Worker worker = new Worker();
    private final List<String> reports = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();

    @AfterEach
    void close() {
        worker.close();
        MDC.clear();
    }

    @Test
    void theMdcCrossesAndWhatWasThereComesBack() {
        MDC.put("order", "42");
        Captured captured = ContextCarrier.mdc().capture();
        MDC.put("order", "43");
        worker.run(() -> {
            MDC.put("worker", "own");
            try (Restored restored = captured.restore()) {
                assertThat(MDC.getCopyOfContextMap()).containsExactly(Map.entry("order", "42"));
                MDC.put("order", "changed");
            }
            assertThat(MDC.getCopyOfContextMap()).containsExactly(Map.entry("worker", "own"));
            try (Restored restored = captured.restore()) {
                assertThat(MDC.get("order")).as("captured once, restored often").isEqualTo("42");
            }
        });
    }

    @Test
    void anEmptyMdcIsNotCarried() {
        assertThat(ContextCarrier.mdc().capture())
                .isSameAs(ContextCarrier.none().capture());
    }

    @Test
    void anEmptyMdcAllocatesNothing() {
        Runnable crossings = () -> {
            for (int i = 0; i < 1_000; i++) {
                ContextCarrier.mdc().capture().restore().close();
            }
        };
        crossings.run();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        crossings.run();
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    }

    @Test
    void severalRestoreInOrderAndCloseInTheOpposite() {
        ContextCarrier all = ContextCarrier.all(
                step("a"), ContextCarrier.none(), ContextCarrier.all(step("b"), step("c")), ContextCarrier.none());
        Captured captured = all.capture();
        assertThat(steps).containsExactly("capture a", "capture b", "capture c");
        steps.clear();
        captured.restore().close();
        assertThat(steps).containsExactly("restore a", "restore b", "restore c", "close c", "close b", "close a");
    }

    @Test
    void noneAreNoneAndOneIsItself() {
        ContextCarrier one = step("a");
        assertThat(ContextCarrier.all()).isSameAs(ContextCarrier.none());
        assertThat(ContextCarrier.all(ContextCarrier.none(), ContextCarrier.none()))
                .isSameAs(ContextCarrier.none());
        assertThat(ContextCarrier.all(one, ContextCarrier.none())).isSameAs(one);
        ContextCarrier.none().capture().restore().close();
    }

    @Test
    void oneThatThrowsOnRestoreLeavesNothingOfTheOthersBehind() {
        Captured captured = ContextCarrier.all(step("a"), step("b"), throwing("restore", "c"), step("d"))
                .capture();
        steps.clear();
        assertThatThrownBy(captured::restore).hasMessage("restore c");
        assertThat(steps).containsExactly("restore a", "restore b", "close b", "close a");
    }

    @Test
    void oneThatThrowsOnCloseStopsNoOther() {
        Restored restored = ContextCarrier.all(step("a"), throwing("close", "b"), step("c"), throwing("close", "d"))
                .capture()
                .restore();
        steps.clear();
        assertThatThrownBy(restored::close)
                .hasMessage("close d")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .singleElement()
                        .satisfies(another -> assertThat(another).hasMessage("close b")));
        assertThat(steps).containsExactly("close c", "close a");
    }

    @Test
    void aGuardedOneIsSurvivedAndReportedEachByItself() {
        ContextCarrier guarded = guarded(ContextCarrier.all(
                throwing("capture", "a"),
                step("b"),
                throwing("restore", "c"),
                step("d"),
                throwing("close", "e"),
                step("f"),
                () -> null,
                () -> () -> null));
        guarded.capture().restore().close();
        assertThat(reports)
                .containsExactly(
                        "context carrier: capture a",
                        "context carrier: the carrier captured null",
                        "context carrier: restore c",
                        "context carrier: the carrier restored null",
                        "context carrier: close e");
        assertThat(steps).startsWith("capture b", "capture c", "capture d");
        assertThat(steps).endsWith("restore b", "restore d", "restore e", "restore f", "close f", "close d", "close b");
    }

    @Test
    void errorsAreSurvivedToo() {
        guarded(() -> {
                    throw new StackOverflowError("deep");
                })
                .capture()
                .restore()
                .close();
        assertThat(reports).containsExactly("context carrier: deep");
        assertThat(guarded(ContextCarrier.none())).isSameAs(ContextCarrier.none());
    }

    @Test
    void withoutMicrometerTheStandardOneIsTheMdc() throws Exception {
        ClassLoader application = new AnotherApplication("io.micrometer.");
        Class<?> theirs = application.loadClass(ContextCarrier.class.getName());
        MDC.put("order", "42");
        Object captured =
                theirs.getMethod("capture").invoke(theirs.getMethod("standard").invoke(null));
        MDC.clear();
        Class<?> theirCaptured = application.loadClass(Captured.class.getName());
        var restore = theirCaptured.getMethod("restore");
        restore.setAccessible(true);
        AutoCloseable restored = (AutoCloseable) restore.invoke(captured);
        assertThat(MDC.get("order")).isEqualTo("42");
        restored.close();
        assertThat(MDC.get("order")).isNull();
        assertThatThrownBy(() -> theirs.getMethod("micrometer").invoke(null))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("io.micrometer:context-propagation is not on the class path");
    }

    private ContextCarrier guarded(ContextCarrier carrier) {
        return GuardedCarrier.of(carrier, (what, failure) -> reports.add(what + ": " + failure.getMessage()));
    }

    private ContextCarrier step(String name) {
        return throwing("nowhere", name);
    }

    private ContextCarrier throwing(String where, String name) {
        return () -> {
            step(where, "capture", name);
            return () -> {
                step(where, "restore", name);
                return () -> step(where, "close", name);
            };
        };
    }

    private void step(String throwsAt, String at, String name) {
        if (throwsAt.equals(at)) {
            throw new IllegalArgumentException(at + " " + name);
        }
        steps.add(at + " " + name);
    }
}
