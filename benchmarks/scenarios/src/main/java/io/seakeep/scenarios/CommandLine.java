package io.seakeep.scenarios;

import io.seakeep.scenarios.proof.Length;
import io.seakeep.scenarios.proof.Scenario;
import io.seakeep.scenarios.proof.Trials;
import io.seakeep.scenarios.report.HtmlReport;
import io.seakeep.scenarios.report.ResultsJson;
import io.seakeep.scenarios.report.Run;
import io.seakeep.scenarios.result.ScenarioResult;
import io.seakeep.scenarios.result.Story;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What can be asked for in a terminal. */
final class CommandLine {

    private static final String PROGRAM = "java -jar benchmarks/scenarios/target/scenarios.jar ";
    private static final String USAGE = """
            usage: scenarios list
                   scenarios run NAME… | all [--seed N] [--quick] [--json FILE] [--report DIR]

              --seed N       another course of the same events, from 1 up; 1 if there is none
              --quick        as little of each as still shows it: a few seconds
              --json FILE    writes the results there
              --report DIR   draws them as a page there, which needs nothing else

            Ends with 0 if all came out that must, 1 if something did not, 2 if it was called wrongly.
            """;

    private final List<Scenario> scenarios;
    private final PrintStream out;
    private final PrintStream err;

    CommandLine(List<Scenario> scenarios, PrintStream out, PrintStream err) {
        this.scenarios = scenarios;
        this.out = out;
        this.err = err;
    }

    ExitStatus run(String... arguments) {
        List<String> rest = List.of(arguments);
        String command = rest.isEmpty() ? "" : rest.get(0);
        try {
            switch (command) {
                case "list" -> list(rest.subList(1, rest.size()));
                case "run" -> {
                    Request request = new RequestParser(scenarios).parse(rest.subList(1, rest.size()));
                    return run(request, String.join(" ", arguments));
                }
                case "help", "--help", "-h" -> out.print(USAGE);
                default ->
                    throw new WrongArguments(
                            List.of(command.isEmpty() ? "nothing was asked for" : "must be list or run: " + command));
            }
            return ExitStatus.HELD;
        } catch (WrongArguments wrong) {
            wrong.problems().forEach(err::println);
            err.println();
            err.print(USAGE);
            return ExitStatus.WRONG_ARGUMENTS;
        }
    }

    private void list(List<String> rest) throws WrongArguments {
        if (!rest.isEmpty()) {
            throw new WrongArguments(List.of("list takes nothing: " + String.join(" ", rest)));
        }
        for (Scenario scenario : scenarios) {
            Story story = scenario.story(Length.FULL);
            out.printf("%-24s %s%n", story.name(), story.title());
        }
    }

    private ExitStatus run(Request request, String arguments) {
        long begunNanos = System.nanoTime();
        Trials trials = new Trials(request.seed(), request.length());
        List<ScenarioResult> results = new ArrayList<>();
        for (Scenario scenario : request.scenarios()) {
            ScenarioResult result = trials.run(
                    scenario,
                    role -> err.println(scenario.story(request.length()).name() + ": " + role.words()));
            out.println(new ResultText(PROGRAM).of(result));
            results.add(result);
        }
        Run run = new Run(PROGRAM, arguments, request.seed(), request.length(), (System.nanoTime() - begunNanos) / 1e9);
        try {
            write(request, run, results);
        } catch (IOException unwritable) {
            err.println("could not write: " + unwritable);
            return ExitStatus.WRONG_ARGUMENTS;
        }
        return results.stream().allMatch(ScenarioResult::held) ? ExitStatus.HELD : ExitStatus.NOT_HELD;
    }

    private void write(Request request, Run run, List<ScenarioResult> results) throws IOException {
        if (request.json().isPresent()) {
            ResultsJson.write(request.json().get(), run, results);
        }
        if (request.report().isPresent()) {
            Path page = HtmlReport.write(request.report().get(), run, results);
            out.println("report: " + page.toUri());
        }
    }
}
