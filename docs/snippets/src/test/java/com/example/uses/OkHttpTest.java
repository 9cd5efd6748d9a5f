package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.Attempt;
import io.seakeep.Classifier;
import io.seakeep.Dependency;
import io.seakeep.Verdict;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Use 3: OkHttp, blocking and enqueued. */
@Timeout(20)
class OkHttpTest {

    static final class Orders {
        private final OkHttpClient http;
        private final Dependency orders;

        Orders(OkHttpClient http, Dependency orders) {
            this.http = http;
            this.orders = orders;
        }

        String order(URI uri) throws IOException {
            // The response comes out of the call, so that the classifier sees it, and is read and closed here.
            try (Response response =
                    orders.call(attempt -> newCall(uri, attempt).execute())) {
                return response.isSuccessful() ? response.body().string() : "unknown";
            }
        }

        CompletableFuture<String> orderAsync(URI uri) {
            return orders.callAsync(attempt -> enqueue(newCall(uri, attempt))).thenApply(Orders::read);
        }

        /** One timeout for the whole call, redirects and body included; the client's own stay as they are. */
        private Call newCall(URI uri, Attempt attempt) {
            Call call = http.newCall(new Request.Builder().url(uri.toString()).build());
            call.timeout().timeout(attempt.remaining(TimeUnit.MILLISECONDS), TimeUnit.MILLISECONDS);
            attempt.onCancel(call::cancel);
            return call;
        }

        private static CompletableFuture<Response> enqueue(Call call) {
            CompletableFuture<Response> answer = new CompletableFuture<>();
            call.enqueue(new Callback() {
                @Override
                public void onResponse(Call answered, Response response) {
                    if (!answer.complete(response)) {
                        response.close(); // the caller has left
                    }
                }

                @Override
                public void onFailure(Call failed, IOException failure) {
                    answer.completeExceptionally(failure);
                }
            });
            return answer;
        }

        private static String read(Response response) {
            try (response) {
                return response.isSuccessful() ? response.body().string() : "unknown";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The standard classifier knows the JDK's responses; of others it must be told where the status is. */
    static final class OkHttpClassifier implements Classifier {
        @Override
        public Verdict ofResult(Object result) {
            return result instanceof Response response
                    ? Verdict.ofHttp(response.code())
                    : Classifier.super.ofResult(result);
        }
    }

    private final OkHttpClient http = new OkHttpClient();

    private final Watched watched = new Watched();
    private final Dependency dependency =
            watched.seakeep.dependency("orders", it -> it.classifier(new OkHttpClassifier()));

    @AfterEach
    void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        watched.close();
    }

    @Test
    void answersAndJudgesByStatus() throws IOException {
        try (LoopbackServer server = new LoopbackServer()) {
            Orders orders = new Orders(http, dependency);
            assertThat(orders.order(server.uri("/order/7"))).isEqualTo("you asked for /order/7");
            assertThat(orders.order(server.uri("/status/404"))).isEqualTo("unknown");
            assertThat(orders.order(server.uri("/status/500"))).isEqualTo("unknown");
            assertThat(orders.orderAsync(server.uri("/order/8")))
                    .succeedsWithin(10, TimeUnit.SECONDS)
                    .isEqualTo("you asked for /order/8");
            assertThat(orders.orderAsync(server.uri("/status/429")))
                    .succeedsWithin(10, TimeUnit.SECONDS)
                    .isEqualTo("unknown");
        }
        assertThat(watched.outcomesOf(dependency)).hasToString("[SUCCESS 3, FAILURE 1, THROTTLED 1]");
    }

    @Test
    void handsTheTimeoutToTheCall() throws IOException {
        Dependency hurried = watched.seakeep.dependency(
                "orders-hurried", it -> it.with(new AttemptsTakeAtMost(Duration.ofMillis(50))));
        try (SilentServer server = new SilentServer()) {
            assertThatThrownBy(() -> new Orders(http, hurried).order(server.uri()))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("timeout");
        }
        assertThat(watched.outcomesOf(hurried)).hasToString("[TIMED_OUT 1]");
    }

    @Test
    void cancellingTheFutureCancelsTheCall() throws Exception {
        try (SilentServer server = new SilentServer()) {
            CompletableFuture<String> order = new Orders(http, dependency).orderAsync(server.uri());
            server.asked().get(10, TimeUnit.SECONDS);

            order.cancel(true);

            server.hungUp().get(5, TimeUnit.SECONDS);
        }
        assertThat(watched.outcomesOf(dependency)).hasToString("[CANCELLED 1]");
    }
}
