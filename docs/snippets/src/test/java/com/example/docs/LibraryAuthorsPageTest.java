package com.example.docs;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.IllegalConfigurationException;
import io.seakeep.Mode;
import io.seakeep.Permit;
import io.seakeep.PolicyProvider;
import io.seakeep.Seakeep;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.deadline.CallDeadline;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.VirtualTime;
import io.seakeep.timeout.Timeout;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/library-authors.md. */
class LibraryAuthorsPageTest {

    private final VirtualTime time = new VirtualTime();
    private final Seakeep seakeep = Seakeep.builder().time(time).seed(1).build();

    /** A request of some client's, whose answer comes by a callback. */
    static final class Exchange {
        private Consumer<Object> onAnswer = answer -> {};
        private Consumer<Throwable> onFailure = failure -> {};
        private Duration timeout = Duration.ZERO;
        private boolean aborted;

        void timeout(Duration newTimeout) {
            timeout = newTimeout;
        }

        void onAnswer(Consumer<Object> listener) {
            onAnswer = listener;
        }

        void onFailure(Consumer<Throwable> listener) {
            onFailure = listener;
        }

        void abort() {
            aborted = true;
        }

        void send() {}
    }

    @Test
    void aFrameworkDrivesTheAttempt() {
        Dependency dependency = seakeep.dependency("quotes");
        Exchange exchange = new Exchange();

        Permit permit = dependency.acquire(); // or throws a CallRejectedException
        exchange.timeout(permit.remaining());
        permit.onCancel(exchange::abort);
        exchange.onAnswer(permit::succeed); // from any thread; the first one counts
        exchange.onFailure(permit::fail);
        exchange.send();

        exchange.onAnswer.accept("42");
        time.advance(ofMillis(250));
        assertThat(dependency.latency().count()).isOne();
        assertThat(exchange.aborted).isFalse();
        assertThat(permit.fail(new IllegalStateException("too late"))).isFalse();
    }

    @Test
    void noThreadWaitsForAPermit() {
        Dependency dependency =
                seakeep.dependency("quotes", d -> d.with(Bulkhead.fixed(1).queue(10, ofMillis(100))));
        List<String> sent = new ArrayList<>();
        Permit inside = dependency.acquire();

        CompletableFuture<Permit> turn = dependency.acquireAsync();
        turn.thenAccept(permit -> send(permit, sent)); // cancel the future, and it leaves the queue

        assertThat(sent).isEmpty();
        inside.succeed("42");
        assertThat(sent).containsExactly("sent");
    }

    private static void send(Permit permit, List<String> sent) {
        sent.add("sent");
        permit.succeed("43");
    }

    @Test
    void aBlockEndsItsPermit() {
        Dependency dependency = seakeep.dependency("quotes");

        try (Permit permit = dependency.acquire()) {
            permit.succeed(quote(permit.remaining()));
        } // what has not ended by here is cancelled, which is evidence of nothing

        time.advance(ofMillis(250));
        assertThat(dependency.latency().counts()).hasToString("[SUCCESS 1]");
    }

    private static String quote(Duration timeout) {
        return "42";
    }

    @Test
    void nothingEndsAPermitButItsOwner() {
        Dependency dependency = seakeep.dependency(
                "quotes", d -> d.with(Timeout.of(ofMillis(100))).with(CallDeadline.after(ofMillis(200))));

        Permit permit = dependency.acquire();
        assertThat(permit.remaining()).isEqualTo(ofMillis(100));
        time.advance(ofMillis(500));

        assertThat(permit.remaining()).isEqualTo(ofMillis(1));
        assertThat(permit.succeed("42")).isTrue();
    }

    @Test
    void aPolicyOfOnesOwn() {
        Dependency partner = seakeep.dependency("partner", d -> d.with(new PerSecond(10, 2, Mode.ENFORCE)));

        partner.run(attempt -> {});
        partner.run(attempt -> {});
        assertThatThrownBy(() -> partner.run(attempt -> {}))
                .isInstanceOfSatisfying(
                        CallRejectedException.class,
                        refused -> assertThat(refused.retryAfter()).isEqualTo(ofMillis(100)))
                .hasMessage("call to partner refused by rate-limit: 10 attempts a second, 2 at once;"
                        + " come back in 100 ms; setting: rate-limit.attempts");
        time.advance(ofMillis(100));
        partner.run(attempt -> {});

        assertThat(partner.describe()).contains("rate-limit enforce   10 attempts a second, 2 at once");
    }

    @Test
    void onlyCountsWhereItObserves() {
        Dependency partner = seakeep.dependency("partner", d -> d.with(new PerSecond(10, 1, Mode.OBSERVE)));

        partner.run(attempt -> {});
        partner.run(attempt -> {});

        assertThat(partner.policy(PerSecond.Limit.class).wouldHaveRefused()).isOne();
    }

    @Test
    void everyKeyHasItsOwn() {
        Dependency partner = seakeep.dependency("partner", d -> d.with(new PerSecond(10, 1, Mode.ENFORCE)));

        partner.key("a").run(attempt -> {});
        partner.key("b").run(attempt -> {});
        assertThatThrownBy(() -> partner.key("a").run(attempt -> {})).isInstanceOf(CallRejectedException.class);
    }

    /** What a dependency comes to where a file says how many attempts there may be. Public, for it is made in another class loader. */
    public static final class SetByAFile implements Callable<String> {
        @Override
        public String call() {
            Seakeep set = Seakeep.builder()
                    .time(new VirtualTime())
                    .settings(SettingsSources.builder()
                            .service("seakeep.properties", "seakeep.default.rate-limit.attempts = 5")
                            .build())
                    .build();
            return set.dependency("partner").describe();
        }
    }

    @Test
    void aFileSetsItWhereAProviderBringsIt(@TempDir Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(PolicyProvider.class.getName()), PerSecondSettings.Provider.class.getName());
        List<URL> classPath = new ArrayList<>(List.of(folder.toUri().toURL()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            classPath.add(Path.of(entry).toUri().toURL());
        }
        // Classes of its own, so that no other test has the provider.
        try (URLClassLoader apart =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object described = apart.loadClass(SetByAFile.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();

            assertThat(((Callable<?>) described).call().toString())
                    .contains("rate-limit observe   5 attempts a second, 10 at once");
        }
    }

    @Test
    void badSettingsAreRefusedAllAtOnce() {
        assertThatThrownBy(() -> seakeep.dependency("partner", d -> d.with(new PerSecond(0, 0, Mode.ENFORCE))))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessage("dependency partner: rate-limit.attempts must be between 1 and 1000000: 0;"
                        + " rate-limit.burst must be between 1 and 10000: 0");
    }
}
