package io.seakeep.scenarios;

import io.seakeep.scenarios.proof.Length;
import io.seakeep.scenarios.proof.Scenario;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what comes after "run", and finds all that is wrong with it at once. For one use. */
final class RequestParser {

    static final String ALL = "all";

    private static final List<String> OPTIONS = List.of("--seed", "--quick", "--json", "--report");
    private static final long DEFAULT_SEED = 1;

    private final Map<String, Scenario> byName = new LinkedHashMap<>();
    private final Set<Scenario> chosen = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();
    private long seed = DEFAULT_SEED;
    private Length length = Length.FULL;
    private Optional<Path> json = Optional.empty();
    private Optional<Path> report = Optional.empty();

    RequestParser(List<Scenario> scenarios) {
        scenarios.forEach(scenario -> byName.put(scenario.story(Length.FULL).name(), scenario));
    }

    Request parse(List<String> arguments) throws WrongArguments {
        Deque<String> left = new ArrayDeque<>(arguments);
        boolean named = false;
        while (!left.isEmpty()) {
            String argument = left.removeFirst();
            if (argument.startsWith("-")) {
                readOption(argument, left);
            } else {
                named = true;
                choose(argument);
            }
        }
        if (!named) {
            problems.add("run needs the name of a scenario, or \"all\"");
        }
        if (!problems.isEmpty()) {
            throw new WrongArguments(problems);
        }
        return new Request(List.copyOf(chosen), seed, length, json, report);
    }

    private void choose(String name) {
        Scenario scenario = byName.get(name);
        if (name.equals(ALL)) {
            chosen.addAll(byName.values());
        } else if (scenario != null) {
            chosen.add(scenario);
        } else {
            problems.add("no scenario is called " + name + ": " + perhaps(name, byName.keySet()));
        }
    }

    private void readOption(String argument, Deque<String> left) {
        int equals = argument.indexOf('=');
        String option = equals < 0 ? argument : argument.substring(0, equals);
        if (equals >= 0) {
            left.addFirst(argument.substring(equals + 1));
        }
        switch (option) {
            case "--quick" -> length = Length.QUICK;
            case "--seed" -> value(option, "a whole number", left).ifPresent(this::readSeed);
            case "--json" -> value(option, "a file", left).flatMap(this::path).ifPresent(this::readJson);
            case "--report" ->
                value(option, "a directory", left).flatMap(this::path).ifPresent(this::readReport);
            default -> problems.add("no option is called " + option + ": " + perhaps(option, OPTIONS));
        }
    }

    private Optional<String> value(String option, String what, Deque<String> left) {
        @Nullable String value = left.peekFirst();
        if (value == null || value.startsWith("--")) {
            problems.add(option + " needs " + what);
            return Optional.empty();
        }
        return Optional.of(left.removeFirst());
    }

    private void readSeed(String value) {
        try {
            seed = Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            seed = 0;
        }
        if (seed < 1) {
            problems.add("--seed must be a whole number from 1 to " + Long.MAX_VALUE + ": " + value);
        }
    }

    private Optional<Path> path(String value) {
        try {
            return Optional.of(Path.of(value));
        } catch (InvalidPathException noPath) {
            problems.add("not the name of a file: " + value);
            return Optional.empty();
        }
    }

    /** Looked at now, and not when all has been run. */
    private void readJson(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || directory == null || !Files.isDirectory(directory)) {
            problems.add("--json must be a file in a directory that there is: " + file);
        } else if (!Files.isWritable(Files.exists(file) ? file : directory)) {
            problems.add("--json must be a file that can be written: " + file);
        } else {
            json = Optional.of(file);
        }
    }

    private void readReport(Path directory) {
        Path nearest = directory.toAbsolutePath();
        while (nearest.getParent() != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        if (!Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
            problems.add("--report must be a directory that can be written or made: " + directory);
        } else {
            report = Optional.of(directory);
        }
    }

    private static String perhaps(String typed, Collection<String> names) {
        List<String> nearest = Nearest.to(typed, names);
        return nearest.isEmpty()
                ? "there are " + String.join(", ", names)
                : "did you mean " + String.join(" or ", nearest) + "?";
    }
}
