package io.seakeep.settings.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads {@code resilience4j.…}, as Spring Boot does. */
final class Resilience4jImporter extends SettingsImporter {

    private static final String PREFIX = "resilience4j";
    /** A pool before the bulkhead of permits: what it says, the other one would restore. */
    static final List<Resilience4jPolicy> POLICIES = List.of(
            new Resilience4jBreaker(),
            new Resilience4jRetry(),
            new Resilience4jThreadPool(),
            new Resilience4jBulkhead(),
            new Resilience4jTimeLimiter());

    private static final String UNKNOWN = "is no property of Resilience4j 2.4.0 that is known here";

    /** Where what is said of instances stands; the last two are what it was called once. */
    private static final Set<String> INSTANCES = Set.of(Resilience4jPolicy.INSTANCES, "backends", "limiters");

    /** What is about no instance, or of policies that are not here; by how its name begins, or ends. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "ratelimiter", "has no equivalent: there is no rate limiter; Position.RATE_LIMIT takes a gate of one's own",
            "micrometer", "has no equivalent: latencies are taken from the tracker, and not recorded a second time",
            "scheduled",
                    "is said in code: Seakeep.builder().executor(executor); timers have one daemon thread and hand over",
            "metrics", "has no equivalent: binding Micrometer is done in code",
            "tags", "has no equivalent: the tags are dependency and key");

    @Override
    public ImportedSettings read(Map<String, String> properties) {
        Findings findings = new Findings();
        Map<String, Resilience4jGroups> groups = new LinkedHashMap<>();
        POLICIES.forEach(policy -> groups.put(ValueKind.uniform(policy.name()), new Resilience4jGroups(policy)));
        new TreeMap<>(properties).forEach((name, value) -> read(new Property(name, value.strip()), groups, findings));

        Set<String> instances = new TreeSet<>();
        groups.values().forEach(group -> instances.addAll(group.instances()));
        DependencyNames names = new DependencyNames(instances);
        names.report(findings);

        Draft defaults = new Draft("default");
        groups.values().forEach(group -> group.policy().draft(group.defaults(findings), defaults, new Findings()));
        List<Passage> passages = new ArrayList<>(defaults.passages());
        if (!passages.isEmpty()) {
            findings.differs(
                    "Defaults: seakeep.default is for every dependency, configs.default for those that use the policy.");
        }
        for (String instance : instances) {
            Draft draft = new Draft("dependency." + names.ours(instance));
            groups.values().forEach(group -> draft(instance, group, groups, draft, findings));
            passages.addAll(draft.passages(defaults));
        }
        groups.values().forEach(group -> group.reportUnused(findings));
        return new ImportedSettings(toString(), passages, findings);
    }

    private static void read(Property property, Map<String, Resilience4jGroups> groups, Findings findings) {
        List<String> path = PropertyPath.of(property.name());
        if (path.isEmpty() || !path.get(0).equalsIgnoreCase(PREFIX)) {
            return;
        }
        Resilience4jGroups group = path.size() < 2 ? null : groups.get(ValueKind.uniform(path.get(1)));
        String kind = path.size() < 5 ? "" : ValueKind.uniform(path.get(2));
        if (group != null && INSTANCES.contains(kind)) {
            group.instance(path.get(3), leaf(path), property, findings);
        } else if (group != null && kind.equals(Resilience4jPolicy.CONFIGS)) {
            group.config(path.get(3), leaf(path), property, findings);
        } else {
            findings.leftOut(property, elsewhere(path));
        }
    }

    /** What is said, with where in it: an element of a list, mostly. */
    private static String leaf(List<String> path) {
        List<String> within = path.subList(5, path.size());
        return path.get(4) + (within.isEmpty() ? "" : "[" + String.join(".", within) + "]");
    }

    private static String elsewhere(List<String> path) {
        for (String element : path.subList(1, Math.min(3, path.size()))) {
            String uniform = ValueKind.uniform(element);
            if (ELSEWHERE.containsKey(uniform)) {
                return ELSEWHERE.get(uniform);
            }
            if (uniform.endsWith("aspectorder")) {
                return "has no equivalent: the order follows from positions";
            }
        }
        return UNKNOWN;
    }

    private static void draft(
            String instance,
            Resilience4jGroups group,
            Map<String, Resilience4jGroups> groups,
            Draft draft,
            Findings findings) {
        if (!group.instances().contains(instance)) {
            return;
        }
        Said said = group.instance(instance, findings);
        if (group.policy() instanceof Resilience4jThreadPool) {
            Resilience4jGroups timeLimiters = groups.get("timelimiter");
            Property timeout = timeLimiters == null
                    ? null
                    : timeLimiters.instance(instance, findings).find(Resilience4jTimeLimiter.TIMEOUT);
            said = timeout == null ? said : said.with(Resilience4jThreadPool.TIMEOUT, timeout);
        }
        group.policy().draft(said, draft, findings);
    }

    @Override
    public String toString() {
        return "Resilience4j";
    }
}
