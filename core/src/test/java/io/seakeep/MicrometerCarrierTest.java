package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.seakeep.ContextCarrier.Captured;
import io.seakeep.ContextCarrier.Restored;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class MicrometerCarrierTest {

    private static final String GLOBAL_KEY = "seakeep.test";

    private final ThreadLocal<String> tenant = new ThreadLocal<>();
    private final ThreadLocal<String> user = new ThreadLocal<>();
    private final ContextRegistry registry = new ContextRegistry()
            .registerThreadLocalAccessor("tenant", tenant)
            .registerThreadLocalAccessor("user", user);
    private final ContextCarrier carrier = new MicrometerCarrier(registry);
    private final Worker worker = new Worker();

    @AfterEach
    void close() {
        worker.close();
        MDC.clear();
        ContextRegistry.getInstance().removeThreadLocalAccessor(GLOBAL_KEY);
    }

    @Test
    void whatIsRegisteredCrossesAndWhatWasThereComesBack() {
        tenant.set("acme");
        Captured captured = carrier.capture();
        worker.run(() -> {
            user.set("somebody");
            try (Restored restored = captured.restore()) {
                assertThat(tenant.get()).isEqualTo("acme");
                assertThat(user.get()).as("the caller has none").isNull();
            }
            assertThat(tenant.get()).isNull();
            assertThat(user.get()).isEqualTo("somebody");
        });
    }

    @Test
    void anAccessorThatThrowsLeavesNothingOfTheOthersBehind() {
        Broken broken = new Broken();
        registry.registerThreadLocalAccessor(broken);
        tenant.set("acme");
        Captured captured = carrier.capture();
        worker.run(() -> {
            user.set("somebody");
            assertThatThrownBy(captured::restore).hasMessage("broken");
            assertThat(tenant.get()).isNull();
            assertThat(user.get()).isEqualTo("somebody");
            assertThat(broken.value.get()).isEqualTo("own");
        });
    }

    @Test
    void anEmptyRegistryCostsNothing() {
        ContextCarrier empty = new MicrometerCarrier(new ContextRegistry());
        assertThat(empty.capture()).isSameAs(ContextCarrier.none().capture());
    }

    @Test
    void theStandardOneCarriesTheGlobalRegistryAndTheMdc() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(GLOBAL_KEY, tenant);
        tenant.set("acme");
        MDC.put("order", "42");
        Captured captured = ContextCarrier.standard().capture();
        Captured withoutMdc = ContextCarrier.micrometer().capture();
        worker.run(() -> {
            try (Restored restored = captured.restore()) {
                assertThat(tenant.get()).isEqualTo("acme");
                assertThat(MDC.get("order")).isEqualTo("42");
            }
            assertThat(tenant.get()).isNull();
            assertThat(MDC.get("order")).isNull();
            try (Restored restored = withoutMdc.restore()) {
                assertThat(tenant.get()).isEqualTo("acme");
                assertThat(MDC.get("order")).isNull();
            }
            assertThat(tenant.get()).isNull();
        });
    }

    /** Sets its value and throws then. */
    private static final class Broken implements ThreadLocalAccessor<String> {

        final ThreadLocal<String> value = ThreadLocal.withInitial(() -> "own");

        @Override
        public Object key() {
            return "broken";
        }

        @Override
        public String getValue() {
            return value.get();
        }

        @Override
        public void setValue(String newValue) {
            value.set("half");
            throw new IllegalStateException("broken");
        }

        @Override
        public void setValue() {
            value.remove();
        }

        @Override
        public void restore(String before) {
            value.set(before);
        }
    }
}
