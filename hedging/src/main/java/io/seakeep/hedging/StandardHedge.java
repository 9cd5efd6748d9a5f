package io.seakeep.hedging;

import io.seakeep.Policy;
import io.seakeep.PolicyProvider;
import io.seakeep.settings.SettingValues;

/**
 * Brings hedging into the standard pipeline that is off, and costs nothing, until a setting switches it on. It is not observing meanwhile,
 * for what it would learn takes some kilobytes for each dependency.
 */
public final class StandardHedge implements PolicyProvider {

    /** For {@link java.util.ServiceLoader}. */
    public StandardHedge() {}

    @Override
    public Policy standard() {
        return new HedgePolicy(SettingValues.nothing());
    }
}
