package io.seakeep.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operator's file: which it is, what it says, and whether it says something else by now. Safe for use by many threads. */
final class OperatorFile {

    private static final String PROPERTY = "seakeep.operator.file";
    private static final String VARIABLE = "SEAKEEP_OPERATOR_FILE";

    private final @Nullable Path given;
    private final Supplier<Map<String, String>> systemProperties;
    private final Supplier<Map<String, String>> environment;
    private final FileWatch watch = new FileWatch();

    /** @param given null to look it up in the others, of which the environment is asked first */
    OperatorFile(
            @Nullable Path given,
            Supplier<Map<String, String>> systemProperties,
            Supplier<Map<String, String>> environment) {
        this.given = given;
        this.systemProperties = systemProperties;
        this.environment = environment;
    }

    /** Empty also if what should be a path is none. */
    Optional<Path> path() {
        try {
            return find();
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    private Optional<Path> find() {
        if (given != null) {
            return Optional.of(given);
        }
        String variable = environment.get().getOrDefault(VARIABLE, "");
        String text = variable.isBlank() ? systemProperties.get().getOrDefault(PROPERTY, "") : variable;
        return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
    }

    void read(SettingsReader reader) {
        Optional<Path> path;
        try {
            path = find();
        } catch (InvalidPathException none) {
            reader.complain("operator's file: is no path: " + Quoted.brief(none.getInput()));
            return;
        }
        if (path.isEmpty()) {
            return;
        }
        FileContent content = watch.read(path.get());
        String name = path.get().toString();
        if (content.isMissing()) {
            reader.report(name + ": is not there yet; it is read when it is");
        } else {
            reader.operatorFile(SourceText.of(Layer.OPERATOR, name, 0, content::text));
        }
    }

    boolean hasChanged() {
        return path().map(watch::hasChanged).orElse(false);
    }
}
