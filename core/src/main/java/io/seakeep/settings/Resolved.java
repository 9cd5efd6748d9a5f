package io.seakeep.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one setting is.
 *
 * @param value or {@link Setting#NONE}; null if nobody said anything, so that it is the setting's own
 * @param reports each goes on from the name of the setting
 */
record Resolved(EffectiveValue effective, @Nullable Object value, List<String> reports) {}
