/**
 * Settings from outside the code: what there is to set, what was set where, and what comes of it.
 *
 * <p>Knows nothing of policies and pipelines: these say what they can be set to with {@link io.seakeep.settings.Setting}s, and are made from
 * {@link io.seakeep.settings.SettingValues}.
 */
@NullMarked
package io.seakeep.settings;

import org.jspecify.annotations.NullMarked;
