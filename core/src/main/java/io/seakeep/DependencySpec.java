package io.seakeep;

import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the code said of a dependency, collected; {@link SpecResolver} makes of it what holds. */
final class DependencySpec implements Dependency.Builder {

    static final Setting<Integer> MAX_KEYS = Setting.count(
            "max-keys", 100, 1, 10_000, "How many keys there may be; what comes later shares one, which is called *.");

    private final String name;
    private final List<Policy> declared = new ArrayList<>();
    private @Nullable Classifier classifier;
    private SettingValues budget = SettingValues.nothing();
    private SettingValues keys = SettingValues.nothing();
    private boolean bare;

    DependencySpec(String name) {
        this.name = name;
    }

    @Override
    public Dependency.Builder with(Policy policy) {
        declared.add(Objects.requireNonNull(policy, "policy"));
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
        budget = Objects.requireNonNull(newBudget, "budget").said();
        return this;
    }

    @Override
    public Dependency.Builder maxKeys(int newMaxKeys) {
        keys = keys.with(MAX_KEYS, newMaxKeys);
        return this;
    }

    String name() {
        return name;
    }

    @Nullable
    Classifier classifier() {
        return classifier;
    }

    /** In the order in which they were given. */
    List<Policy> declared() {
        return List.copyOf(declared);
    }

    /** Whether the standard policies are left out. */
    boolean isBare() {
        return bare;
    }

    /** What was said besides policies. */
    SettingValues said() {
        return budget.with(keys);
    }
}
