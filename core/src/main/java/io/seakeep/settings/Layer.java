package io.seakeep.settings;

import java.util.Locale;

/** Who said it. What a later one says holds over what an earlier one does. */
public enum Layer {
    /** Seakeep itself. */
    BUILT_IN,
    /** {@code META-INF/seakeep/*.properties} on the class path, which a platform team writes for many services. */
    ORGANISATION,
    /** {@code seakeep.properties} at the root of the class path. */
    SERVICE,
    /** The service's own code. */
    CODE,
    /** System properties, the environment, and the file that is watched. */
    OPERATOR;

    /** In lower case, with dashes. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
