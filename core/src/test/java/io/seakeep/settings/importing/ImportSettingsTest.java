package io.seakeep.settings.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportSettingsTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ImportSettings program = new ImportSettings(print(out), print(err));

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("application.properties"), text)
                .toString();
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void printsWhatItCanAndSaysHowMuchWasLeftOut() throws IOException {
        int status = program.run("resilience4j", file("""
                spring.application.name = shop
                resilience4j.retry.instances.a.max-attempts = 3
                resilience4j.retry.instances.a.retry-exceptions[0] = java.io.IOException
                """));

        assertThat(status).isZero();
        assertThat(said())
                .contains("\nseakeep.dependency.a.retry.attempts = 3\n")
                .doesNotContain("spring");
        assertThat(complained()).isEqualToIgnoringNewLines("1 left out, which the comments explain");
    }

    @Test
    void readsHystrixToo() throws IOException {
        assertThat(program.run("hystrix", file("hystrix.command.a.circuitBreaker.enabled = false")))
                .isZero();
        assertThat(said()).contains("seakeep.dependency.a.breaker.mode = off\n");
        assertThat(complained()).isEmpty();
    }

    @Test
    void printsNothingIfNamesCollideOrThereIsNothing() throws IOException {
        String colliding = file("""
                resilience4j.retry.instances.backendA.maxAttempts = 3
                resilience4j.retry.instances.backend-a.maxAttempts = 3
                """);
        assertThat(program.run("resilience4j", colliding)).isOne();
        assertThat(complained()).contains("would both be backend-a");

        assertThat(program.run("hystrix", colliding)).isOne();
        assertThat(complained()).contains("has no settings of Hystrix");
        assertThat(said()).isEmpty();
    }

    @Test
    void saysHowItIsUsed() throws IOException {
        assertThat(program.run()).isEqualTo(2);
        assertThat(program.run("failsafe", file(""))).isEqualTo(2);
        assertThat(program.run("hystrix", directory.resolve("gone.properties").toString()))
                .isEqualTo(2);
        assertThat(program.run("hystrix", file("a = \\u12"))).isEqualTo(2);
        assertThat(program.run("hystrix", "\0")).isEqualTo(2);
        assertThat(complained().lines()).hasSize(5);
        assertThat(said()).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        assertThat(program.run("hystrix", file("\uFEFFhystrix.command.a.circuitBreaker.enabled = false")))
                .isZero();
        assertThat(said()).contains("seakeep.dependency.a.breaker.mode = off\n");
    }
}
