package io.seakeep;

import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy of a user's that breaks by one value of its setting: it cannot be started by 0.5 and cannot be checked by 0.25. It is called
 * budget, as its setting has to be one that is known without it.
 */
record BrokenPolicy(SettingValues said) implements ConfigurablePolicy {

    private static final Setting<Mode> MODE = Setting.choice("budget.mode", Mode.ENFORCE, "Of this policy.");

    BrokenPolicy() {
        this(SettingValues.nothing());
    }

    @Override
    public String name() {
        return "budget";
    }

    /** Behind all others, which have been reconfigured by the time that this one is started. */
    @Override
    public Position position() {
        return Position.TIMEOUT;
    }

    @Override
    public Mode mode() {
        return said.get(MODE);
    }

    @Override
    public List<Setting<?>> schema() {
        List<Setting<?>> schema = new ArrayList<>(BudgetSchema.ALL);
        schema.add(MODE);
        return schema;
    }

    @Override
    public ConfigurablePolicy with(SettingValues values) {
        return new BrokenPolicy(values);
    }

    @Override
    public void check(Problems problems) {
        if (said.toString().contains("budget.share=0.25")) {
            throw new IllegalStateException("cannot be checked");
        }
    }

    @Override
    public ActivePolicy start(PolicyScope scope) {
        if (said.toString().contains("budget.share=0.5")) {
            throw new NoClassDefFoundError("cannot be started");
        }
        return new FixedTimeout(1_000_000_000L);
    }

    @Override
    public String describe() {
        return "broken by some values";
    }
}
