package com.example.docs;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.Seakeep;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.deadline.CallDeadline;
import io.seakeep.hedging.Hedge;
import io.seakeep.timeout.AdaptiveTimeout;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code of README.md, and what else of it could drift away from what it is about. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..", "..");

    private record Stock(int pieces) {}

    private static final class Client {
        Stock stock(String sku) throws IOException {
            return new Stock(17);
        }

        CompletableFuture<Stock> stockAsync(String sku) {
            return CompletableFuture.completedFuture(new Stock(17));
        }
    }

    private final Client client = new Client();
    private final String sku = "4711";

    @Test
    void aServiceDevelopersFiveMinutes() throws Exception {
        Seakeep seakeep = Seakeep.create(); // one for the process
        Dependency inventory = seakeep.dependency("inventory"); // one for each thing the service calls

        Stock stock =
                inventory.call(attempt -> client.stock(sku)); // throws what the code throws, or CallRejectedException

        Stock again = inventory
                .idempotent()
                .call( // may be repeated
                        attempt -> client.stock(sku), failure -> new Stock(0)); // when all else fails

        CompletableFuture<Stock> later = inventory.callAsync(attempt -> client.stockAsync(sku));

        System.out.println(inventory.describe());

        assertThat(List.of(stock, again, later.join())).containsOnly(new Stock(17));
        seakeep.close();
    }

    /** Compiled only: there is nobody to be asked. */
    static String ask(Dependency inventory, HttpClient http, URI uri) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        HttpResponse<String> response = inventory.callInterruptibly(
                attempt -> http.send(request.timeout(attempt.remaining()).build(), ofString()));
        return response.body();
    }

    @Test
    void theSameComposedInCode() {
        Seakeep seakeep = Seakeep.create();

        Dependency search = seakeep.dependency(
                "search",
                d -> d.with(CircuitBreaker.of().failureRate(0.5).slowerThanBaseline(3.0))
                        .with(Bulkhead.adaptive().between(8, 256))
                        .with(AdaptiveTimeout.falseTimeoutRate(0.001)
                                .between(ofMillis(20), ofSeconds(2))
                                .initial(ofSeconds(1)))
                        .with(Hedge.budget(0.02))
                        .with(CallDeadline.after(ofSeconds(2))));

        assertThat(search.describe()).contains("0.1 % false timeouts", "2 % hedges", "8 to 256 attempts at once");
        seakeep.close();
    }

    private static final class Exchange {
        private boolean sent;
        private Permit permit;

        void send(Permit itsPermit) {
            permit = itsPermit;
            sent = true;
        }

        void abort() {}
    }

    @Test
    void aLibraryAuthorsFiveMinutes() {
        Dependency dependency = Seakeep.create().dependency("quotes");
        Exchange exchange = new Exchange();

        Permit permit = dependency.acquire(); // or acquireAsync(), where no thread may wait
        permit.onCancel(exchange::abort);
        exchange.send(permit); // which ends it from any thread: succeed, fail or close

        assertThat(exchange.sent).isTrue();
        assertThat(exchange.permit.succeed("42")).isTrue();
    }

    @Test
    void theVersionIsThatOfTheBuild() throws IOException {
        Matcher built = Pattern.compile("<artifactId>seakeep-parent</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        Matcher told = Pattern.compile("<artifactId>seakeep-bom</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(ROOT.resolve("README.md")));

        assertThat(built.find()).isTrue();
        assertThat(told.find()).isTrue();
        assertThat(told.group(1)).isEqualTo(built.group(1));
    }

    /** The last line that names it is what {@code .ci/run} runs. */
    @Test
    void theLastTestCommandIsThatOfTheBuild() throws IOException {
        List<String> commands = Files.readAllLines(ROOT.resolve("README.md")).stream()
                .filter(line -> line.matches("mvn .*verify"))
                .toList();

        assertThat(commands).containsExactly("mvn verify");
    }
}
