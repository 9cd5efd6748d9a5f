package io.seakeep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a dependency was said to be, collected and then checked as a whole. */
final class DependencySpec implements Dependency.Builder {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
    private static final int DEFAULT_MAX_KEYS = 100;

    private final String name;
    private final List<Policy> declared = new ArrayList<>();
    private final Map<Position, Policy> chosen = new EnumMap<>(Position.class);
    private @Nullable Classifier classifier;
    private AttemptBudget budget = AttemptBudget.standard();
    private int maxKeys = DEFAULT_MAX_KEYS;
    private boolean bare;

    DependencySpec(String name) {
        this.name = name;
    }

    @Override
    public Dependency.Builder with(Policy policy) {
        declared.add(policy);
        return this;
    }

    @Override
    public Dependency.Builder withoutStandardPolicies() {
        bare = true;
        return this;
    }

    @Override
    public Dependency.Builder classifier(Classifier newClassifier) {
        classifier = newClassifier;
        return this;
    }

    @Override
    public Dependency.Builder budget(AttemptBudget newBudget) {
        budget = Objects.requireNonNull(newBudget, "budget");
        return this;
    }

    @Override
    public Dependency.Builder maxKeys(int newMaxKeys) {
        maxKeys = newMaxKeys;
        return this;
    }

    String name() {
        return name;
    }

    @Nullable
    Classifier classifier() {
        return classifier;
    }

    AttemptBudget budget() {
        return budget;
    }

    /** The mode of the policy that stands there. */
    Mode modeAt(Position position) {
        Policy policy = chosen.get(position);
        return policy == null ? Mode.OFF : policy.mode();
    }

    int maxKeys() {
        return maxKeys;
    }

    /** The policies that take part, outermost first. */
    List<Policy> policies() {
        return chosen.values().stream()
                .filter(policy -> policy.mode() != Mode.OFF)
                .sorted(Comparator.comparing(Policy::position))
                .toList();
    }

    /** Settles which policy stands where, and throws everything that is wrong, at once. */
    DependencySpec check(List<Policy> standard) {
        Problems problems = new Problems("dependency " + name);
        if (!NAME.matcher(name).matches()) {
            problems.add("name", "1 to 100 of a-z, 0-9 and -, not starting with -", '"' + name + '"');
        }
        problems.requireBetween("max-keys", maxKeys, 1, 10_000);
        budget.check(problems);
        refuseDoubles(problems);
        (bare ? List.<Policy>of() : standard).forEach(policy -> chosen.put(policy.position(), policy));
        declared.forEach(policy -> chosen.put(policy.position(), policy));
        for (Policy policy : chosen.values()) {
            if (!NAME.matcher(policy.name()).matches()) {
                problems.add(
                        "policy name", "1 to 100 of a-z, 0-9 and -, not starting with -", '"' + policy.name() + '"');
            }
            if (policy.mode() != Mode.OFF) {
                policy.check(problems);
            }
        }
        problems.throwIfAny();
        return this;
    }

    private void refuseDoubles(Problems problems) {
        Map<Position, List<Policy>> byPosition = declared.stream()
                .collect(Collectors.groupingBy(
                        Policy::position, () -> new EnumMap<>(Position.class), Collectors.toList()));
        byPosition.forEach((position, policies) -> {
            if (policies.size() > 1) {
                problems.contradiction(
                        "position " + position + " holds one policy, and " + policies.size() + " were given: "
                                + policies.stream().map(Policy::describe).collect(Collectors.joining(" | ")));
            }
        });
        Map<String, Long> names = declared.stream().collect(Collectors.groupingBy(Policy::name, Collectors.counting()));
        names.forEach((policyName, count) -> {
            if (count > 1 && byPosition.values().stream().noneMatch(list -> list.size() > 1)) {
                problems.contradiction(
                        "a policy name stands for one policy, and " + count + " are called " + policyName);
            }
        });
    }
}
