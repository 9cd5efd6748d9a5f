package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.IllegalConfigurationException;
import io.seakeep.Mode;
import io.seakeep.Permit;
import io.seakeep.Seakeep;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private final Seakeep seakeep =
            Seakeep.builder().time(new VirtualTime()).seed(1).build();

    @Test
    void letsSoManyInAndRefusesTheNext() {
        Dependency dependency = with(Bulkhead.fixed(2));
        Permit first = dependency.acquire();
        Permit second = dependency.acquire();

        assertThatThrownBy(dependency::acquire)
                .isInstanceOfSatisfying(CallRejectedException.class, refused -> {
                    assertThat(refused.policy()).isEqualTo("bulkhead");
                    assertThat(refused.setting()).isEqualTo("bulkhead.limit");
                })
                .hasMessageContaining("all 2 attempts at once are under way");
        first.close();
        assertThat(bulkhead(dependency).inside()).isEqualTo(1);
        assertThat(dependency.<String, RuntimeException>call(attempt -> "ok")).isEqualTo("ok");
        second.close();
        assertThat(bulkhead(dependency).inside()).isZero();
        assertThat(bulkhead(dependency).refused()).isEqualTo(1);
    }

    /** Where other libraries were seen to lose permits. */
    @Test
    void whateverHappensInsideThePermitComesBack() {
        Dependency dependency = with(Bulkhead.fixed(1));
        List<Throwable> failures =
                List.of(new IOException("reset"), new AssertionError("a bug"), new OutOfMemoryError("none"));
        for (Throwable failure : failures) {
            assertThatThrownBy(() -> dependency.call(attempt -> {
                        if (failure instanceof Error error) {
                            throw error;
                        }
                        throw (Exception) failure;
                    }))
                    .isSameAs(failure);
        }
        CompletableFuture<String> users = new CompletableFuture<>();
        dependency.callAsync(attempt -> users).cancel(true);
        dependency.callAsync(attempt -> CompletableFuture.failedFuture(new IOException()));
        dependency.callAsync(attempt -> {
            throw new AssertionError();
        });

        assertThat(bulkhead(dependency).inside()).isZero();
    }

    @Test
    void observingLetsAllPassAndCountsWhatItWouldHaveRefused() {
        Dependency dependency = with(Bulkhead.fixed(2).mode(Mode.OBSERVE));
        List<Permit> inside = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            inside.add(dependency.acquire());
        }
        assertThat(bulkhead(dependency).inside()).isEqualTo(2);
        assertThat(bulkhead(dependency).wouldHaveRefused()).isEqualTo(3);
        assertThat(bulkhead(dependency).refused()).isZero();
        inside.forEach(Permit::close);
        assertThat(bulkhead(dependency).inside()).isZero();
    }

    @Test
    void eachKeyHasItsOwn() {
        Dependency dependency = with(Bulkhead.fixed(1));
        Permit west = dependency.key("west").acquire();
        Permit east = dependency.key("east").acquire();

        assertThatThrownBy(dependency.key("west")::acquire)
                .hasMessageContaining("d[west]")
                .isInstanceOf(CallRejectedException.class);
        west.close();
        east.close();
    }

    @Test
    void theLimitCanBeChangedWhileItIsInUse() {
        Dependency dependency = with(Bulkhead.fixed(1));
        Permit first = dependency.acquire();
        bulkhead(dependency).resize(2);
        Permit second = dependency.acquire();
        bulkhead(dependency).resize(1);
        first.close();

        assertThat(bulkhead(dependency).limit()).isEqualTo(1);
        assertThatThrownBy(dependency::acquire).isInstanceOf(CallRejectedException.class);
        second.close();
        dependency.acquire().close();
        assertThatThrownBy(() -> bulkhead(dependency).resize(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bulkhead.limit must be between 1 and 100000: 0");
    }

    @Test
    void aLimitThatCannotBeIsRefused() {
        assertThatThrownBy(() -> with(Bulkhead.fixed(0)))
                .isInstanceOfSatisfying(
                        IllegalConfigurationException.class,
                        wrong -> assertThat(wrong.problems())
                                .containsExactly("bulkhead.limit must be between 1 and 100000: 0"));
    }

    @Test
    void isDescribed() {
        assertThat(with(Bulkhead.fixed(7)).describe())
                .contains("bulkhead", "enforce", "7 attempts at once, nobody waits");
    }

    private Dependency with(BulkheadPolicy policy) {
        return seakeep.dependency(
                "d", builder -> builder.with(policy).with(CircuitBreaker.of().off()));
    }

    private static Bulkhead bulkhead(Dependency dependency) {
        return dependency.policy(Bulkhead.class);
    }
}
