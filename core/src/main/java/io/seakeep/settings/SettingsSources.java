package io.seakeep.settings;

import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from besides the code. A description: nothing is read before {@link #load}. Safe for use by many threads.
 *
 * <p>The class path is searched by the first {@code load} only: what is on it does not change while a service runs, or if it does, then because
 * somebody is replacing the files. Everything else is read by each.
 */
public final class SettingsSources {

    private final List<ClassLoader> classLoaders;
    private final List<Supplier<SourceText>> organisation;
    private final List<Supplier<SourceText>> service;
    private final Supplier<Map<String, String>> systemProperties;
    private final Supplier<Map<String, String>> environment;
    private final OperatorFile operatorFile;
    private volatile @Nullable ClassPathFiles classPath;

    private SettingsSources(Builder builder) {
        classLoaders = List.copyOf(builder.classLoaders);
        organisation = List.copyOf(builder.organisation);
        service = List.copyOf(builder.service);
        systemProperties = builder.systemProperties;
        environment = builder.environment;
        operatorFile = new OperatorFile(builder.operatorFile, systemProperties, environment);
    }

    /** Nothing but the code. */
    public static SettingsSources none() {
        return builder().build();
    }

    /**
     * The class path, as the calling thread's context class loader and Seakeep's own see it; system properties; the environment; and the
     * operator's file, the path of which is in the environment's {@code SEAKEEP_OPERATOR_FILE} or in the system property
     * {@code seakeep.operator.file}.
     */
    public static SettingsSources standard() {
        Builder builder = builder();
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        if (ofThread != null) {
            builder.classLoader(ofThread);
        }
        ClassLoader ours = SettingsSources.class.getClassLoader();
        builder.classLoader(ours == null ? ClassLoader.getSystemClassLoader() : ours);
        builder.systemProperties = () -> texts(System.getProperties());
        builder.environment = System::getenv;
        return builder.build();
    }

    /** Starts with nothing but the code. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads everything. Never throws because of what it finds; what is wrong is in {@link LoadedSettings#problems} and
     * {@link LoadedSettings#reports}.
     *
     * @param schema all that can be set; everything else is misspelt
     */
    public LoadedSettings load(Collection<Setting<?>> schema) {
        SettingsReader reader = new SettingsReader(schema);
        ClassPathFiles found = classPath();
        found.reports().forEach(reader::report);
        reader.organisation(both(organisation, found.organisation()));
        reader.service(both(service, found.service()));
        reader.systemProperties(systemProperties.get());
        reader.environment(environment.get());
        operatorFile.read(reader);
        return reader.loaded();
    }

    private ClassPathFiles classPath() {
        ClassPathFiles found = classPath;
        if (found == null) {
            found = ClassPathFiles.of(classLoaders);
            classPath = found;
        }
        return found;
    }

    private static List<SourceText> both(List<Supplier<SourceText>> given, List<SourceText> found) {
        List<SourceText> both = new ArrayList<>();
        given.forEach(file -> both.add(file.get()));
        both.addAll(found);
        return both;
    }

    /**
     * Whether the operator's file may differ from what was loaded last. Mostly asks the file system for its time and size, and reads it only if
     * these differ; meant to be called several times a second. A file that is gone or empty counts as changed when it is found so twice,
     * for some editors take it away for a moment. Also true if another file is named by now, or none.
     */
    public boolean changed() {
        return operatorFile.hasChanged();
    }

    /** The file that is watched, whether it is there or not; empty if none was named. */
    public Optional<Path> operatorFile() {
        return operatorFile.path();
    }

    private static Map<String, String> texts(Properties properties) {
        Map<String, String> texts = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            texts.put(name, properties.getProperty(name, ""));
        }
        return texts;
    }

    /** Puts sources together. For use by one thread. */
    public static final class Builder {

        private final Set<ClassLoader> classLoaders = new LinkedHashSet<>();
        private final List<Supplier<SourceText>> organisation = new ArrayList<>();
        private final List<Supplier<SourceText>> service = new ArrayList<>();
        private Supplier<Map<String, String>> systemProperties = Map::of;
        private Supplier<Map<String, String>> environment = Map::of;
        private @Nullable Path operatorFile;

        private Builder() {}

        /** A file of the organisation's layer; {@code rank} counts unless the text declares another. */
        public Builder organisation(String name, int rank, String text) {
            Objects.requireNonNull(text, "text");
            organisation.add(() -> SourceText.of(Layer.ORGANISATION, name, rank, () -> text));
            return this;
        }

        /** A file of the organisation's layer; {@code rank} counts unless the file declares another. */
        public Builder organisation(String name, int rank, URL file) {
            Objects.requireNonNull(file, "file");
            organisation.add(() -> SourceText.of(Layer.ORGANISATION, name, rank, () -> UrlText.read(file)));
            return this;
        }

        /** The service's file, of which there may be one. */
        public Builder service(String name, String text) {
            Objects.requireNonNull(text, "text");
            service.add(() -> SourceText.of(Layer.SERVICE, name, 0, () -> text));
            return this;
        }

        /** The service's file, of which there may be one. */
        public Builder service(URL file) {
            Objects.requireNonNull(file, "file");
            service.add(() -> SourceText.of(Layer.SERVICE, UrlText.name(file), 0, () -> UrlText.read(file)));
            return this;
        }

        /** The service's file, of which there may be one. */
        public Builder service(Path file) {
            Objects.requireNonNull(file, "file");
            service.add(() -> SourceText.of(
                    Layer.SERVICE,
                    file.toString(),
                    0,
                    () -> FileContent.of(file).text()));
            return this;
        }

        /** A copy of these counts as the system properties. */
        public Builder systemProperties(Map<String, String> properties) {
            Map<String, String> copy = Map.copyOf(properties);
            systemProperties = () -> copy;
            return this;
        }

        /** These count as the system properties, as they are when settings are loaded. */
        public Builder systemProperties(Properties properties) {
            Objects.requireNonNull(properties, "properties");
            systemProperties = () -> texts(properties);
            return this;
        }

        /** A copy of these counts as the environment. */
        public Builder environment(Map<String, String> variables) {
            Map<String, String> copy = Map.copyOf(variables);
            environment = () -> copy;
            return this;
        }

        /** The operator's file, whatever the system properties and the environment say. */
        public Builder operatorFile(Path file) {
            operatorFile = Objects.requireNonNull(file, "file");
            return this;
        }

        /** Looks for the organisation's files and the service's on the class path of this class loader, too. */
        public Builder classLoader(ClassLoader loader) {
            classLoaders.add(Objects.requireNonNull(loader, "loader"));
            return this;
        }

        /** The sources. */
        public SettingsSources build() {
            return new SettingsSources(this);
        }
    }
}
