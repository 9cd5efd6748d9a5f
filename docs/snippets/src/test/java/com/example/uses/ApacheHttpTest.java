package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.Classifier;
import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.Verdict;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Use 4: Apache HttpClient 5. */
@org.junit.jupiter.api.Timeout(20)
class ApacheHttpTest {

    /** What the caller and the classifier need of a response; the client wants its own closed before it returns. */
    record Page(int status, String body) {}

    static final class Catalogue {
        private final CloseableHttpClient http;
        private final Dependency catalogue;

        Catalogue(CloseableHttpClient http, Dependency catalogue) {
            this.http = http;
            this.catalogue = catalogue;
        }

        Page page(URI uri) throws IOException {
            return catalogue.call(attempt -> {
                HttpGet request = new HttpGet(uri);
                Timeout timeout = Timeout.of(attempt.remaining());
                request.setConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout) // 3 minutes otherwise, when the pool is empty
                        .setResponseTimeout(timeout)
                        .build());
                attempt.onCancel(request::abort);
                return http.execute(
                        request, response -> new Page(response.getCode(), EntityUtils.toString(response.getEntity())));
            });
        }
    }

    static final class PageClassifier implements Classifier {
        @Override
        public Verdict ofResult(Object result) {
            return Verdict.ofHttp(((Page) result).status());
        }
    }

    /** The client would repeat a request after a 503 by itself, and Seakeep would see one attempt where there were two. */
    private final CloseableHttpClient http =
            HttpClients.custom().disableAutomaticRetries().build();

    private final Watched watched = new Watched();
    private final Dependency dependency =
            watched.seakeep.dependency("catalogue", it -> it.classifier(new PageClassifier()));

    @AfterEach
    void close() throws IOException {
        http.close();
        watched.close();
    }

    @Test
    void answersAndJudgesByStatus() throws IOException {
        try (LoopbackServer server = new LoopbackServer()) {
            Catalogue catalogue = new Catalogue(http, dependency);
            assertThat(catalogue.page(server.uri("/page/1"))).isEqualTo(new Page(200, "you asked for /page/1"));
            assertThat(catalogue.page(server.uri("/status/404")).status()).isEqualTo(404);
            assertThat(catalogue.page(server.uri("/status/503")).status()).isEqualTo(503);
            assertThat(server.requests()).as("none was repeated by the client").isEqualTo(3);
        }
        assertThat(watched.outcomesOf(dependency)).hasToString("[SUCCESS 2, FAILURE 1]");
    }

    @Test
    void handsTheTimeoutToTheRequest() throws IOException {
        Dependency hurried = watched.seakeep.dependency(
                "catalogue-hurried", it -> it.with(new AttemptsTakeAtMost(Duration.ofMillis(50))));
        try (SilentServer server = new SilentServer()) {
            assertThatThrownBy(() -> new Catalogue(http, hurried).page(server.uri()))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(watched.outcomesOf(hurried)).hasToString("[TIMED_OUT 1]");
    }

    /** A blocking request can be aborted from another thread, as a permit that is closed there shows. */
    @Test
    void closingThePermitAbortsTheRequest() throws Exception {
        try (SilentServer server = new SilentServer()) {
            Permit permit = dependency.acquire();
            HttpGet request = new HttpGet(server.uri());
            permit.onCancel(request::abort);
            server.asked().thenRun(permit::close);

            assertThatThrownBy(() -> http.execute(request, response -> response.getCode()))
                    .isInstanceOf(IOException.class);

            server.hungUp().get(5, TimeUnit.SECONDS);
        }
        assertThat(watched.outcomesOf(dependency)).hasToString("[CANCELLED 1]");
    }
}
