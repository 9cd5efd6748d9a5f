package io.seakeep.settings;

import java.net.URL;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where settings come from besides the code. A description: nothing is read before {@link #load}. Safe for use by many threads.
 */
public final class SettingsSources {

    private SettingsSources() {}

    /** Nothing but the code. */
    public static SettingsSources none() {
        return builder().build();
    }

    /**
     * The class path, as the calling thread's context class loader and Seakeep's own see it; system properties; the environment; and the
     * operator's file, the path of which is in the system property {@code seakeep.operator.file} or in the environment's
     * {@code SEAKEEP_OPERATOR_FILE}.
     */
    public static SettingsSources standard() {
        return builder().build();
    }

    /** Starts with nothing but the code. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads everything, once. Never throws because of what it finds; what is wrong is in {@link LoadedSettings#problems} and
     * {@link LoadedSettings#reports}.
     *
     * @param schema all that can be set; everything else is misspelt
     */
    public LoadedSettings load(Collection<Setting<?>> schema) {
        return LoadedSettings.none();
    }

    /** Whether the operator's file may differ from what was loaded last. Looks at the file system; cheap enough for several times a second. */
    public boolean changed() {
        return false;
    }

    /** The file that is watched; empty if there is none. */
    public Optional<Path> operatorFile() {
        return Optional.empty();
    }

    /** Puts sources together. For use by one thread. */
    public static final class Builder {

        private Builder() {}

        /** A file of the organisation's layer; {@code rank} counts unless the text declares another. */
        public Builder organisation(String name, int rank, String text) {
            return this;
        }

        /** A file of the organisation's layer; {@code rank} counts unless the file declares another. */
        public Builder organisation(String name, int rank, URL file) {
            return this;
        }

        /** The service's file. */
        public Builder service(String name, String text) {
            return this;
        }

        /** The service's file. */
        public Builder service(URL file) {
            return this;
        }

        /** The service's file. */
        public Builder service(Path file) {
            return this;
        }

        /** A copy of these counts as the system properties. */
        public Builder systemProperties(Map<String, String> properties) {
            return this;
        }

        /** These count as the system properties, as they are when settings are loaded. */
        public Builder systemProperties(Properties properties) {
            return this;
        }

        /** A copy of these counts as the environment. */
        public Builder environment(Map<String, String> variables) {
            return this;
        }

        /** The operator's file, whatever the system properties and the environment say. */
        public Builder operatorFile(Path file) {
            return this;
        }

        /** Looks for the organisation's files and the service's on the class path of this class loader. */
        public Builder classLoader(ClassLoader loader) {
            return this;
        }

        /** The sources. */
        public SettingsSources build() {
            return new SettingsSources();
        }
    }
}
