package io.seakeep;

import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import java.util.List;

/**
 * A description of a policy that can also be set from outside the code: by an organisation's defaults, a service's file, an operator. What the
 * code {@linkplain #said says} is one layer of several; the dependency gets the policy that comes of all of them.
 *
 * <p>One of the settings is the mode: it is called as the policy, with {@code .mode} behind. Implementations must be immutable.
 */
public interface ConfigurablePolicy extends Policy {

    /** All that can be set; the same for all policies of the same name. The names begin with the policy's name and a dot. */
    List<Setting<?>> schema();

    /** What was said of it in code, and nothing of what was not. */
    SettingValues said();

    /**
     * The same policy with these values in place of those said in code. What is no setting stays as it is, such as a function that was
     * handed over.
     */
    ConfigurablePolicy with(SettingValues values);
}
