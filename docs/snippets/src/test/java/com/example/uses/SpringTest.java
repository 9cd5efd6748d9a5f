package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.Classifier;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;

/** Use 7: Spring, without an integration: beans, and an interceptor that guards every host apart. */
@Timeout(20)
class SpringTest {

    @Configuration
    static class Resilience {

        /** Spring closes it with the context, because it is closeable. */
        @Bean
        Seakeep seakeep() {
            return Seakeep.create();
        }

        /** One bean for each dependency, by name, for code that calls it directly. */
        @Bean
        Dependency ledger(Seakeep seakeep) {
            return seakeep.dependency("ledger");
        }

        /** And one for all that goes through the RestClient, with a key for each host. */
        @Bean
        Dependency http(Seakeep seakeep) {
            return seakeep.dependency("http", it -> it.classifier(new ByStatus()));
        }

        @Bean
        RestClient restClient(@Qualifier("http") Dependency http) {
            JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newHttpClient());
            requests.setReadTimeout(Duration.ofSeconds(2)); // an interceptor comes too late to set it for each request
            return RestClient.builder()
                    .requestFactory(requests)
                    .requestInterceptor(new GuardEachHost(http))
                    .build();
        }
    }

    /** Stands inside of what turns a status into an exception, so the classifier sees responses. */
    static final class GuardEachHost implements ClientHttpRequestInterceptor {
        private final Dependency http;

        GuardEachHost(Dependency http) {
            this.http = http;
        }

        @Override
        public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
                throws IOException {
            return http.key(request.getURI().getHost()).call(attempt -> execution.execute(request, body));
        }
    }

    static final class ByStatus implements Classifier {
        @Override
        public Verdict ofResult(Object result) {
            try {
                return Verdict.ofHttp(
                        ((ClientHttpResponse) result).getStatusCode().value());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    @Test
    void everyHostHasABreakerOfItsOwn() throws IOException {
        try (LoopbackServer server = new LoopbackServer();
                AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Resilience.class)) {
            RestClient client = context.getBean(RestClient.class);

            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> get(client, server, "localhost", "/status/503"))
                        .isInstanceOf(HttpServerErrorException.ServiceUnavailable.class);
            }

            assertThatThrownBy(() -> get(client, server, "localhost", "/orders"))
                    .isInstanceOf(CallRejectedException.class)
                    .hasMessageContaining("http[localhost]");
            assertThat(get(client, server, "127.0.0.1", "/orders")).isEqualTo("you asked for /orders");
        }
    }

    @Test
    void dependenciesAreInjectedByName() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Resilience.class)) {
            assertThat(context.getBean("ledger", Dependency.class).name()).isEqualTo("ledger");
            assertThat(context.getBean(Seakeep.class).dependencies())
                    .extracting(Dependency::name)
                    .containsExactly("http", "ledger");
        }
    }

    private static String get(RestClient client, LoopbackServer server, String host, String path) {
        return client.get().uri(server.uri(host, path)).retrieve().body(String.class);
    }
}
