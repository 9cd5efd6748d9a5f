package io.seakeep.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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

    /** How the file was named when it was read last, blank if it was not; null before. */
    private final AtomicReference<@Nullable String> read = new AtomicReference<>();

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
            return path(name());
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    private Optional<Path> path(String name) {
        if (given != null) {
            return Optional.of(given);
        }
        return name.isBlank() ? Optional.empty() : Optional.of(Path.of(name));
    }

    /** Blank if there is none. */
    private String name() {
        if (given != null) {
            return given.toString();
        }
        String variable = environment.get().getOrDefault(VARIABLE, "");
        String name = variable.isBlank() ? systemProperties.get().getOrDefault(PROPERTY, "") : variable;
        return name.strip();
    }

    void read(SettingsReader reader) {
        String name = name();
        String before = read.getAndSet(name);
        Optional<Path> path;
        try {
            path = path(name);
        } catch (InvalidPathException none) {
            reader.complain("operator's file: is no path: " + Quoted.brief(none.getInput()));
            return;
        }
        if (path.isEmpty()) {
            if (before != null && !before.isBlank()) {
                reader.report(Quoted.plain(before) + ": is named no more, by " + VARIABLE + " or " + PROPERTY
                        + "; what it said does not hold");
            }
            return;
        }
        boolean wasThere = watch.wasThere(path.get());
        FileContent content = watch.read(path.get());
        if (content.isMissing()) {
            reader.report(path.get()
                    + (wasThere
                            ? ": is gone; what it said does not hold any more, and it is read when it is back"
                            : ": is not there yet; it is read when it is"));
        } else {
            reader.operatorFile(SourceText.of(Layer.OPERATOR, path.get().toString(), 0, content::text));
        }
    }

    /** Also if another file is named by now, or none. */
    boolean hasChanged() {
        String before = read.get();
        if (before != null && !before.equals(name())) {
            return true;
        }
        return path().map(watch::hasChanged).orElse(false);
    }
}
