package io.seakeep.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.proof.Length;
import io.seakeep.scenarios.proof.Results;
import io.seakeep.scenarios.proof.Role;
import io.seakeep.scenarios.proof.Scenario;
import io.seakeep.scenarios.result.Check;
import io.seakeep.scenarios.result.ClientResult;
import io.seakeep.scenarios.result.Figure;
import io.seakeep.scenarios.result.Story;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is printed, written and told to the shell. */
class CommandLineTest {

    private static final Scenario HOLDS = new Coin("holds", 1);
    private static final Scenario FAILS = new Coin("fails", 0);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    private ExitStatus run(String... arguments) {
        return new CommandLine(
                        List.of(HOLDS, FAILS),
                        new PrintStream(printed, true, StandardCharsets.UTF_8),
                        new PrintStream(complained, true, StandardCharsets.UTF_8))
                .run(arguments);
    }

    private String out() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return complained.toString(StandardCharsets.UTF_8);
    }

    @Test
    void listsWhatThereIs() {
        assertThat(run("list")).isEqualTo(ExitStatus.HELD);
        assertThat(out()).contains("holds").contains("fails").contains("A coin");
    }

    @ParameterizedTest
    @CsvSource({"holds, HELD", "fails, NOT_HELD", "all, NOT_HELD"})
    void theStatusSaysWhetherAllHeld(String name, ExitStatus expected) {
        assertThat(run("run", name, "--seed", "7")).isEqualTo(expected);
        assertThat(out()).contains("heads");
        assertThat(err()).as("progress").contains("Seakeep");
    }

    @Test
    void whatDidNotHoldIsShownWithTheLineThatReplaysIt() {
        run("run", "fails", "--seed", "7", "--quick");
        assertThat(out()).contains("✗").contains("run fails --seed 7 --quick");
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        assertThat(run("run", "hold", "--seed", "0", "--quik")).isEqualTo(ExitStatus.WRONG_ARGUMENTS);
        assertThat(err())
                .contains("no scenario is called hold: did you mean holds?")
                .contains("--seed must be a whole number from 1")
                .contains("no option is called --quik: did you mean --quick?")
                .contains("usage");
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "walk", "list holds", "run", "run --quick", "run holds --seed", "run holds --seed x"})
    void whatCannotBeFollowedIsRefused(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(ExitStatus.WRONG_ARGUMENTS);
        assertThat(err()).contains("usage");
    }

    @Test
    void theSameSeedIsWrittenAsTheSameResults(@TempDir Path directory) throws IOException {
        Path first = directory.resolve("first.json");
        Path second = directory.resolve("second.json");
        run("run", "all", "--seed", "7", "--json", first.toString());
        run("run", "all", "--seed", "7", "--json", second.toString());
        assertThat(Files.readString(first)).isEqualTo(Files.readString(second)).contains("\"heads\"");
    }

    @Test
    void aPageIsDrawn(@TempDir Path directory) {
        run("run", "holds", "--report", directory.resolve("new/report").toString());
        assertThat(directory.resolve("new/report/index.html")).content().contains("A coin");
        assertThat(out()).contains("index.html");
    }

    /** One figure, which has to be 1. */
    private record Coin(String name, double heads) implements Scenario {

        @Override
        public Story story(Length length) {
            return new Story(name, "A coin", "It is thrown.", "Everybody", List.of());
        }

        @Override
        public ClientResult play(Role role, Library library, long seed, Length length) {
            return new ClientResult(role.words(), 1, List.of(), List.of(), List.of(new Figure("heads", heads, "")));
        }

        @Override
        public List<Check> judge(Results results) {
            return List.of(Check.atLeast(
                    "heads is at least 1", results.of(Role.SEAKEEP).figure("heads"), 1, ""));
        }
    }
}
