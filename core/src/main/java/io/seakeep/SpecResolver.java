package io.seakeep;

import io.seakeep.settings.EffectiveSettings;
import io.seakeep.settings.EffectiveValue;
import io.seakeep.settings.Layer;
import io.seakeep.settings.LoadedSettings;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settles what a dependency is made of: the standard policies, what its code said, and what was said outside the code. Everything that
 * cannot be is thrown at once. Immutable.
 */
final class SpecResolver {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
    private static final String NAME_FORM = "1 to 100 of a-z, 0-9 and -, not starting with -";

    private final List<Policy> standard;

    /**
     * @param standard those that every dependency has unless something else is said
     * @throws IllegalConfigurationException if two of them want the same position or name: which of them came last on the class path is chance
     */
    SpecResolver(List<Policy> standard) {
        Problems problems = new Problems("policies on the class path");
        refuseDoubles(standard, policy -> policy.getClass().getName() + " (" + policy.describe() + ")", problems);
        problems.throwIfAny();
        this.standard = standard;
    }

    /** All that can be set of any dependency. */
    List<Setting<?>> schema() {
        Set<Setting<?>> all = new LinkedHashSet<>();
        for (Policy policy : standard) {
            if (policy instanceof ConfigurablePolicy configurable) {
                all.addAll(configurable.schema());
            }
        }
        all.addAll(BudgetSchema.ALL);
        all.add(DependencySpec.MAX_KEYS);
        return List.copyOf(all);
    }

    /**
     * @param key null for the dependency as such
     * @throws IllegalConfigurationException if anything cannot be; it lists all of it
     */
    ResolvedSpec resolve(DependencySpec said, @Nullable String key, LoadedSettings loaded) {
        Map<Position, Policy> base = base(said);
        EffectiveSettings effective = effective(said, key, base, loaded);
        SettingValues values = effective.values();
        Map<Position, Policy> chosen = new EnumMap<>(Position.class);
        base.forEach((position, policy) -> chosen.put(
                position, policy instanceof ConfigurablePolicy configurable ? set(configurable, values) : policy));
        AttemptBudget budget = budget(values.only(BudgetSchema.ALL));
        int maxKeys = values.get(DependencySpec.MAX_KEYS);
        check(said, chosen, budget, maxKeys, effective);
        String name = key == null ? said.name() : said.name() + '[' + key + ']';
        return new ResolvedSpec(name, key, chosen, said.classifier(), budget, maxKeys, values, loaded);
    }

    /** Where everything comes from that {@link #resolve} would make it of. Made when somebody asks: it is some kilobytes for each dependency. */
    EffectiveSettings explain(DependencySpec said, @Nullable String key, LoadedSettings loaded) {
        return effective(said, key, base(said), loaded);
    }

    /** The description itself if nobody outside the code has a say, which most dependencies can share. */
    private static Policy set(ConfigurablePolicy policy, SettingValues values) {
        SettingValues own = values.only(policy.schema());
        return own.equals(policy.said()) ? policy : policy.with(own);
    }

    private static AttemptBudget budget(SettingValues values) {
        return values.settings().isEmpty() ? AttemptBudget.standard() : AttemptBudget.of(values);
    }

    /** Which policy stands where, as far as code and what is on the class path have a say in it. */
    private Map<Position, Policy> base(DependencySpec said) {
        Map<Position, Policy> base = new EnumMap<>(Position.class);
        for (Policy policy : standard) {
            if (!said.isBare() || policy instanceof ConfigurablePolicy) {
                base.put(policy.position(), policy);
            }
        }
        said.declared().forEach(policy -> base.put(policy.position(), policy));
        return base;
    }

    private EffectiveSettings effective(
            DependencySpec said, @Nullable String key, Map<Position, Policy> base, LoadedSettings loaded) {
        List<Setting<?>> schema = new ArrayList<>();
        SettingValues builtIn = SettingValues.nothing();
        SettingValues code = said.said();
        for (Policy policy : base.values()) {
            if (policy instanceof ConfigurablePolicy configurable) {
                schema.addAll(configurable.schema());
                builtIn = builtIn.with(builtIn(configurable));
                code = code.with(code(configurable, said));
            }
        }
        schema.addAll(BudgetSchema.ALL);
        schema.add(DependencySpec.MAX_KEYS);
        return loaded.effective(said.name(), key, schema, builtIn, code);
    }

    private SettingValues builtIn(ConfigurablePolicy policy) {
        return standard.stream()
                .filter(ConfigurablePolicy.class::isInstance)
                .map(ConfigurablePolicy.class::cast)
                .filter(one -> one.name().equals(policy.name()))
                .findFirst()
                .map(ConfigurablePolicy::said)
                .orElse(SettingValues.nothing());
    }

    private SettingValues code(ConfigurablePolicy policy, DependencySpec said) {
        if (!standard.contains(policy) || said.declared().contains(policy)) {
            return policy.said();
        }
        return said.isBare() ? SettingValues.nothing().with(modeOf(policy), Mode.OFF) : SettingValues.nothing();
    }

    @SuppressWarnings("unchecked") // the setting of that name is a mode, as ConfigurablePolicy says
    private static Setting<Mode> modeOf(ConfigurablePolicy policy) {
        String name = policy.name() + ".mode";
        return (Setting<Mode>) policy.schema().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("the policy " + policy.name() + " has no setting " + name));
    }

    private static void check(
            DependencySpec said,
            Map<Position, Policy> chosen,
            AttemptBudget budget,
            int maxKeys,
            EffectiveSettings effective) {
        Problems problems = new Problems("dependency " + said.name());
        checkName(problems, "name", said.name());
        problems.requireBetween("max-keys", maxKeys, 1, 10_000);
        budget.check(problems);
        refuseDoubles(said.declared(), Policy::describe, problems);
        for (Policy policy : chosen.values()) {
            checkName(problems, "policy name", policy.name());
            if (policy.mode() != Mode.OFF) {
                policy.check(problems);
            }
        }
        problems.throwIfAny(problem -> withOrigin(problem, effective));
    }

    private static void checkName(Problems problems, String what, String name) {
        if (!NAME.matcher(name).matches()) {
            problems.add(what, NAME_FORM, '"' + name + '"');
        }
    }

    /** What is wrong with a value that was set outside the code has to be looked for there. */
    private static String withOrigin(String problem, EffectiveSettings effective) {
        String origins = effective.explain().stream()
                .filter(value -> value.origin().layer() != Layer.BUILT_IN
                        && value.origin().layer() != Layer.CODE)
                .filter(value -> names(problem, value.setting().name()))
                .map(SpecResolver::setAt)
                .collect(Collectors.joining(", "));
        return origins.isEmpty() ? problem : problem + " (" + origins + ")";
    }

    /**
     * What to leave out that there may be no problems: first the settings that these name; then all of the same policies, for what is said to be
     * too high may only be above what another allows; then all.
     */
    List<List<Setting<?>>> suspects(List<String> problems) {
        List<Setting<?>> named = schema().stream()
                .filter(setting -> problems.stream().anyMatch(problem -> names(problem, setting.name())))
                .toList();
        List<Setting<?>> ofTheSamePolicies = schema().stream()
                .filter(setting -> problems.stream().anyMatch(problem -> problem.contains(beginning(setting))))
                .toList();
        return List.of(named, ofTheSamePolicies, schema());
    }

    /** The policy's name and a dot, such as {@code breaker.}; otherwise all of the name. */
    private static String beginning(Setting<?> setting) {
        int dot = setting.name().indexOf('.');
        return dot < 0 ? setting.name() : setting.name().substring(0, dot + 1);
    }

    private static boolean names(String problem, String setting) {
        return Pattern.compile("(?<![a-z0-9.-])" + Pattern.quote(setting) + "(?![a-z0-9-]|\\.[a-z])")
                .matcher(problem)
                .find();
    }

    private static String setAt(EffectiveValue value) {
        return value.setting().name() + " was set by " + value.origin();
    }

    private static void refuseDoubles(List<Policy> declared, Function<Policy, String> words, Problems problems) {
        Map<Position, List<Policy>> byPosition = declared.stream()
                .collect(Collectors.groupingBy(
                        Policy::position, () -> new EnumMap<>(Position.class), Collectors.toList()));
        byPosition.forEach((position, policies) -> {
            if (policies.size() > 1) {
                problems.contradiction("position " + position + " holds one policy, and " + policies.size()
                        + " were given: " + policies.stream().map(words).collect(Collectors.joining(" | ")));
            }
        });
        Map<String, List<Policy>> byName =
                declared.stream().collect(Collectors.groupingBy(Policy::name, TreeMap::new, Collectors.toList()));
        byName.forEach((policyName, policies) -> {
            if (policies.size() > 1 && byPosition.values().stream().noneMatch(list -> list.size() > 1)) {
                problems.contradiction("a policy name stands for one policy, and " + policies.size() + " are called "
                        + policyName + ": " + policies.stream().map(words).collect(Collectors.joining(" | ")));
            }
        });
    }
}
