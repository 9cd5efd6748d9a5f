package io.seakeep.settings.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The instances and configs of one kind of policy of Resilience4j's, and which of them takes what from which. For use by one thread. */
final class Resilience4jGroups {

    private static final String DEFAULT = "default";
    private static final String NOT_DEFAULT =
            "Resilience4j's own, because configs.default is not what this is based on: ";

    private final Resilience4jPolicy policy;
    private final Map<String, Map<String, Property>> instances = new TreeMap<>();
    private final Map<String, Map<String, Property>> configs = new TreeMap<>();
    private final Map<String, Said> screened = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>(List.of(DEFAULT));

    Resilience4jGroups(Resilience4jPolicy policy) {
        this.policy = policy;
    }

    Resilience4jPolicy policy() {
        return policy;
    }

    void instance(String name, String property, Property said, Findings findings) {
        add(instances, name, property, said, findings);
    }

    void config(String name, String property, Property said, Findings findings) {
        add(configs, name, property, said, findings);
    }

    private void add(
            Map<String, Map<String, Property>> groups, String name, String property, Property said, Findings findings) {
        Property before = groups.computeIfAbsent(name, group -> new LinkedHashMap<>())
                .put(policy.known().key(property), said);
        if (before != null) {
            findings.leftOut(before, "is said again in another spelling, which is what was taken");
        }
    }

    Set<String> instances() {
        return instances.keySet();
    }

    /** What holds for instances of which nothing is said. */
    Said defaults(Findings findings) {
        return configs.containsKey(DEFAULT) ? config(DEFAULT, findings, new ArrayList<>()) : nothing();
    }

    private Said nothing() {
        return new Said(policy.known()::key, Map.of());
    }

    /** What holds for an instance: its own, that of its bases, and Resilience4j's defaults where ours would be those of {@code configs.default}. */
    Said instance(String name, Findings findings) {
        Map<String, Property> group = instances.get(name);
        if (group == null) {
            return nothing();
        }
        Said own = screened(Resilience4jPolicy.INSTANCES, name, group, findings);
        Property base = own.find("baseConfig");
        if (base != null) {
            return withoutDefault(own.over(base(base, findings, new ArrayList<>())), findings);
        }
        if (!policy.configsExtendDefault() && configs.containsKey(name)) {
            return withoutDefault(own.over(config(name, findings, new ArrayList<>())), findings);
        }
        return own.over(defaults(findings));
    }

    private Said base(Property base, Findings findings, List<String> under) {
        if (!configs.containsKey(base.value())) {
            findings.leftOut(base, "names no config that is there; Resilience4j would not start");
            return nothing();
        }
        if (under.contains(base.value())) {
            findings.leftOut(base, "goes round in a circle; Resilience4j would not start");
            return nothing();
        }
        return config(base.value(), findings, under);
    }

    private Said config(String name, Findings findings, List<String> under) {
        used.add(name);
        under.add(name);
        Said own = screened(Resilience4jPolicy.CONFIGS, name, configs.getOrDefault(name, Map.of()), findings);
        Property base = own.find("baseConfig");
        if (base != null) {
            return own.over(base(base, findings, under));
        }
        boolean extendsDefault = policy.configsExtendDefault() && !under.contains(DEFAULT);
        return extendsDefault && configs.containsKey(DEFAULT) ? own.over(config(DEFAULT, findings, under)) : own;
    }

    /** Ours has defaults for all; Resilience4j has none for whoever names another base. */
    private Said withoutDefault(Said said, Findings findings) {
        Said defaults = defaults(findings);
        Said complete = said;
        for (KnownProperty known : policy.known().all()) {
            String standard = known.standard();
            if (known.noEquivalent() == null
                    && standard != null
                    && defaults.has(known.name())
                    && !said.has(known.name())) {
                complete = complete.with(known.name(), new Property(NOT_DEFAULT + known.name(), standard));
            }
        }
        return complete;
    }

    /** Once for each group, or what is wrong with it would be listed for each that takes something from it. */
    private Said screened(String kind, String name, Map<String, Property> group, Findings findings) {
        return screened.computeIfAbsent(kind + '.' + name, key -> policy.known().screened(group, findings));
    }

    /** To be asked at the end. */
    void reportUnused(Findings findings) {
        for (String name : configs.keySet()) {
            if (!used.contains(name)) {
                findings.leftOut(
                        new Property("resilience4j." + policy.name() + ".configs." + name, ""),
                        "is the base of no instance");
            }
        }
    }
}
