package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallTimeoutException;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.timeout.AdaptiveTimeout;
import io.seakeep.timeout.AdaptiveTimeoutPolicy;
import io.seakeep.timeout.Timeout;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timeouts: given to a client, enforced on futures and on blocking code, and kept over a restart. */
@org.junit.jupiter.api.Timeout(20)
class TimeoutTest {

    private static final AdaptiveTimeoutPolicy ADAPTIVE = AdaptiveTimeout.falseTimeoutRate(0.001)
            .between(Duration.ofMillis(20), Duration.ofSeconds(2))
            .initial(Duration.ofSeconds(1));

    private final Seakeep seakeep = Seakeep.create();

    @Test
    void aClientIsToldHowLongItMayTake() throws IOException {
        Dependency legacy = seakeep.dependency("legacy", d -> d.with(ADAPTIVE));
        try (ServerSocket server = new ServerSocket(0);
                Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            int millis = legacy.call(attempt -> {
                socket.setSoTimeout((int) attempt.remaining(TimeUnit.MILLISECONDS));
                return socket.getSoTimeout();
            });
            assertThat(millis).isBetween(1, 1_000);
        }
        assertThat(legacy.policy(AdaptiveTimeout.class).explain()).contains("too little is known yet");
    }

    @Test
    void aFutureIsEndedAtItsTime() {
        Dependency search = seakeep.dependency("search", d -> d.with(Timeout.of(Duration.ofMillis(20))));

        CompletableFuture<String> found = search.callAsync(attempt -> new CompletableFuture<>());

        assertThatThrownBy(found::join)
                .hasRootCauseInstanceOf(CallTimeoutException.class)
                .hasRootCauseMessage("call to search ended by its timeout of 20 ms; setting: timeout.value");
    }

    @Test
    void blockingCodeIsInterruptedWhereThatIsAskedFor() {
        Dependency queue = seakeep.dependency(
                "queue", d -> d.with(Timeout.of(Duration.ofMillis(20)).interrupting()));
        BlockingQueue<String> empty = new LinkedBlockingQueue<>();

        assertThatThrownBy(() -> queue.callInterruptibly(attempt -> empty.take()))
                .isInstanceOf(CallTimeoutException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void whatWasLearnedIsKeptInAFile(@TempDir Path folder) throws IOException {
        Dependency before = seakeep.dependency("prices", d -> d.with(ADAPTIVE));
        Files.write(
                folder.resolve("prices"), before.policy(AdaptiveTimeout.class).save());

        Dependency after = Seakeep.create()
                .dependency(
                        "prices",
                        d -> d.with(ADAPTIVE.startingFrom(name -> {
                            Path file = folder.resolve(name);
                            return Files.exists(file) ? Files.readAllBytes(file) : null;
                        })));

        assertThat(after.policy(AdaptiveTimeout.class).explain()).contains("what was saved before the restart");
    }
}
