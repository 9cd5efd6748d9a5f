package io.seakeep.settings.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads {@code hystrix.command}, {@code hystrix.threadpool} and {@code hystrix.collapser}. */
final class HystrixImporter extends SettingsImporter {

    private static final String PREFIX = "hystrix.";
    private static final String COMMAND = "hystrix.command.";
    private static final String POOL = "hystrix.threadpool.";
    private static final String COLLAPSER = "hystrix.collapser.";
    private static final String DEFAULT = "default";

    @Override
    public ImportedSettings read(Map<String, String> properties) {
        Findings findings = new Findings();
        Map<String, Said> commands = screened(COMMAND, HystrixCommands.KNOWN, properties, findings);
        Map<String, Said> pools = screened(POOL, HystrixPools.KNOWN, properties, findings);
        elsewhere(properties, findings);
        Said allCommands = commands.getOrDefault(DEFAULT, nothing());
        Said allPools = pools.getOrDefault(DEFAULT, nothing());

        Set<String> keys = new TreeSet<>(commands.keySet());
        keys.remove(DEFAULT);
        DependencyNames names = new DependencyNames(keys);
        names.report(findings);

        Draft defaults = new Draft(DEFAULT);
        new HystrixCommands(allCommands, allPools, defaults, findings).draft();
        List<Passage> passages = new ArrayList<>(defaults.passages());
        Set<String> usedPools = new LinkedHashSet<>(List.of(DEFAULT));
        for (String key : keys) {
            Said said = commands.getOrDefault(key, nothing());
            String poolKey = said.word(HystrixCommands.POOL).orElse(key);
            usedPools.add(poolKey);
            Said pool = pools.getOrDefault(poolKey, nothing()).over(allPools);
            Draft draft = new Draft("dependency." + names.ours(key));
            new HystrixCommands(said.over(allCommands), pool, draft, findings).draft();
            passages.addAll(draft.passages(defaults));
        }
        pools.forEach((name, pool) -> {
            if (!usedPools.contains(name) && !pool.isEmpty()) {
                Draft draft = new Draft("dependency.NAME");
                HystrixPools.withheld(name, pool, draft);
                passages.addAll(draft.passages());
            }
        });
        return new ImportedSettings(toString(), passages, findings);
    }

    private static Said nothing() {
        return new Said(name -> name, Map.of());
    }

    private static Map<String, Said> screened(
            String prefix, KnownProperties known, Map<String, String> properties, Findings findings) {
        Map<String, Map<String, Property>> groups = new TreeMap<>();
        new TreeMap<>(properties).forEach((name, value) -> {
            if (!name.startsWith(prefix)) {
                return;
            }
            Property property = new Property(name, value.strip());
            String rest = name.substring(prefix.length());
            String end = end(rest, known);
            if (end == null) {
                findings.leftOut(property, "is no property of Hystrix 1.5.18 that is known here");
            } else {
                String key = rest.substring(0, rest.length() - end.length() - 1);
                groups.computeIfAbsent(key, group -> new LinkedHashMap<>()).put(end, property);
            }
        });
        Map<String, Said> screened = new TreeMap<>();
        groups.forEach((key, group) -> screened.put(key, known.screened(group, findings)));
        return screened;
    }

    /** What is said, which tells where the key ends: keys can have dots. The longest, for some ends are ends of others. */
    private static @Nullable String end(String rest, KnownProperties known) {
        String longest = null;
        for (KnownProperty property : known.all()) {
            String name = property.name();
            boolean ends = rest.endsWith("." + name) && rest.length() > name.length() + 1;
            if (ends && (longest == null || name.length() > longest.length())) {
                longest = name;
            }
        }
        return longest;
    }

    private static void elsewhere(Map<String, String> properties, Findings findings) {
        new TreeMap<>(properties).forEach((name, value) -> {
            Property property = new Property(name, value.strip());
            if (name.startsWith(COLLAPSER)) {
                findings.leftOut(property, "has no equivalent: calls are not batched");
            } else if (name.startsWith(PREFIX) && !name.startsWith(COMMAND) && !name.startsWith(POOL)) {
                findings.leftOut(property, "is no property of Hystrix' commands and pools");
            }
        });
    }

    @Override
    public String toString() {
        return "Hystrix";
    }
}
