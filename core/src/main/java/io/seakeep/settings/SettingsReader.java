package io.seakeep.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Understands all sources together. For use by one thread, once. */
final class SettingsReader {

    static final String RANK = "seakeep.rank";
    private static final int HIGHEST_RANK = 1_000_000;

    private final SettingNames names;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();
    private int sources;

    /** A file of the organisation's, of which the rank is known. */
    private record Ranked(String name, int rank, List<PropertyLine> lines, Complaints complaints) {}

    SettingsReader(Collection<Setting<?>> schema) {
        names = new SettingNames(schema);
    }

    /** What somebody ought to know, and that stops nobody. */
    void report(String report) {
        reports.add(report);
    }

    /** What must not be. */
    void complain(String problem) {
        problems.add(problem);
    }

    void organisation(List<SourceText> files) {
        List<Ranked> ranked = new ArrayList<>();
        for (SourceText file : files) {
            Complaints complaints = new Complaints(file.name());
            List<PropertyLine> lines = new ArrayList<>(file.lines(complaints));
            ranked.add(new Ranked(file.name(), takeRank(lines, file.rank(), complaints), lines, complaints));
        }
        // The name of the file before that of its jar, which has a version in it.
        ranked.sort(Comparator.comparingInt(Ranked::rank)
                .thenComparing(file -> file.name.substring(file.name.lastIndexOf('/') + 1))
                .thenComparing(Ranked::name));
        reportEqualRanks(ranked);
        for (Ranked file : ranked) {
            entries.addAll(read(Layer.ORGANISATION, file.name, file.lines, file.complaints));
            reports.addAll(file.complaints.all());
        }
    }

    private static int takeRank(List<PropertyLine> lines, int otherwise, Complaints complaints) {
        int rank = otherwise;
        PropertyLine found = null;
        for (PropertyLine line : lines) {
            if (!line.name().equals(RANK)) {
                continue;
            }
            Integer declared = new CountType(-HIGHEST_RANK, HIGHEST_RANK)
                    .parse(line.value().strip());
            if (found != null) {
                complaints.add(line.line(), RANK, "was said before: line " + found.line());
            } else if (declared == null || Math.abs((long) declared) > HIGHEST_RANK) {
                complaints.add(
                        line.line(),
                        RANK,
                        "must be a whole number from -" + HIGHEST_RANK + " to " + HIGHEST_RANK + ", and counts as "
                                + otherwise + ": " + Quoted.brief(line.value()));
            } else {
                rank = declared;
            }
            found = line;
        }
        lines.removeIf(line -> line.name().equals(RANK));
        return rank;
    }

    private void reportEqualRanks(List<Ranked> sorted) {
        for (int i = 1; i < sorted.size(); i++) {
            Ranked earlier = sorted.get(i - 1);
            Ranked later = sorted.get(i);
            if (earlier.rank == later.rank) {
                report(later.name + ": has the rank " + later.rank + " as " + earlier.name
                        + " has, and comes after it by its name only");
            }
        }
    }

    void service(List<SourceText> files) {
        if (files.size() > 1) {
            problems.add("the service's settings must be in one file: "
                    + String.join(", ", files.stream().map(SourceText::name).toList()));
        }
        files.forEach(this::file);
    }

    void operatorFile(SourceText file) {
        file(file);
    }

    private void file(SourceText file) {
        Complaints complaints = new Complaints(file.name());
        entries.addAll(read(file.layer(), file.name(), file.lines(complaints), complaints));
        problems.addAll(complaints.all());
    }

    private List<Entry> read(Layer layer, String source, List<PropertyLine> lines, Complaints complaints) {
        EntryReader reader = new EntryReader(names, layer, sources++, complaints);
        lines.forEach(line -> reader.read(line, source));
        return reader.entries();
    }

    void systemProperties(Map<String, String> properties) {
        Complaints complaints = new Complaints("system property");
        EntryReader reader = new EntryReader(names, Layer.OPERATOR, sources++, complaints);
        new TreeMap<>(properties).forEach((name, value) -> {
            if (PropertyName.isMeant(name)) {
                reader.read(new PropertyLine(0, name, value), "system property " + name);
            }
        });
        entries.addAll(reader.entries());
        problems.addAll(complaints.all());
    }

    void environment(Map<String, String> variables) {
        Complaints complaints = new Complaints("environment variable");
        EntryReader reader = new EntryReader(names, Layer.OPERATOR, sources++, complaints);
        EnvironmentNames environment = new EnvironmentNames(names);
        new TreeMap<>(variables).forEach((variable, value) -> {
            Optional<PropertyName> name;
            try {
                name = environment.read(variable);
            } catch (IllegalArgumentException wrong) {
                complaints.add(0, variable, wrong.getMessage() + ": " + Quoted.brief(value));
                return;
            }
            Origin origin = new Origin(Layer.OPERATOR, "environment variable " + variable, 0);
            name.ifPresent(found -> reader.read(new PropertyLine(0, variable, value), found, origin));
        });
        entries.addAll(reader.entries());
        problems.addAll(complaints.all());
    }

    LoadedSettings loaded() {
        reportContradictingLocks();
        return new LoadedSettings(entries, problems, reports);
    }

    /** Where one scope is clearly within the other; the rest comes out when it is known of which dependency. */
    private void reportContradictingLocks() {
        Map<Setting<?>, Map<Scope, Entry>> earlier = new HashMap<>();
        for (Entry lock : entries) {
            if (lock.kind() != PropertyName.Kind.LOCK) {
                continue;
            }
            Map<Scope, Entry> locks = earlier.computeIfAbsent(lock.setting(), any -> new HashMap<>());
            for (Scope scope : List.of(Scope.DEFAULT, lock.scope())) {
                Entry first = locks.get(scope);
                if (first != null
                        && first.order() < lock.order()
                        && !first.said().equals(lock.said())) {
                    report(lock.origin().place() + ": " + lock.setting() + " cannot be locked to "
                            + lock.setting().formatSaid(lock.said()) + " for " + lock.scope() + ", for "
                            + first.origin().place() + " locked it to "
                            + first.setting().formatSaid(first.said()));
                    break;
                }
            }
            locks.putIfAbsent(lock.scope(), lock);
        }
    }
}
