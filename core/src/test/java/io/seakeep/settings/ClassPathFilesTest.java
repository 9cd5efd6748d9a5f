package io.seakeep.settings;

import static io.seakeep.settings.TestSettings.ALL;
import static io.seakeep.settings.TestSettings.ATTEMPTS;
import static io.seakeep.settings.TestSettings.TIMEOUT_MAX;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on a class path is found in whatever form it is there. */
class ClassPathFilesTest {

    private static final String ACME = "META-INF/seakeep/acme.properties";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    @TempDir
    Path folder;

    private static ClassLoader loader(Path... classPath) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path path : classPath) {
            urls.add(path.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static LoadedSettings load(ClassLoader... loaders) {
        SettingsSources.Builder sources = SettingsSources.builder();
        for (ClassLoader loader : loaders) {
            sources.classLoader(loader);
        }
        return sources.build().load(ALL);
    }

    private static SettingValues values(LoadedSettings loaded) {
        assertThat(loaded.problems()).isEmpty();
        return loaded.effective("payments", null, ALL, SettingValues.nothing(), SettingValues.nothing())
                .values();
    }

    @Test
    void jarsWithAndWithoutWhatJarsUsuallyHave() throws Exception {
        Path usual = TestJars.jar(folder.resolve("usual.jar"), Map.of(ACME, "seakeep.default.timeout.max=1s"));
        Path noFolder = TestJars.bare(
                folder.resolve("no folder.jar"),
                Map.of(MANIFEST, "Manifest-Version: 1.0\n\n", ACME, "seakeep.rank=1\nseakeep.default.timeout.max=2s"));
        Path bare = TestJars.bare(
                folder.resolve("bare.jar"), Map.of(ACME, "seakeep.rank=2\nseakeep.default.timeout.max=3s"));
        LoadedSettings loaded = load(loader(usual, noFolder, bare));
        EffectiveSettings settings =
                loaded.effective("payments", null, ALL, SettingValues.nothing(), SettingValues.nothing());
        EffectiveValue timeout = TestSettings.explained(settings, TIMEOUT_MAX);

        assertThat(loaded.reports()).isEmpty();
        assertThat(timeout.origin()).isEqualTo(new Origin(Layer.ORGANISATION, "bare.jar!/" + ACME, 2));
        assertThat(timeout.overruled())
                .extracting(said -> said.origin().place())
                .containsExactly("no folder.jar!/" + ACME + ":2", "usual.jar!/" + ACME + ":1");
    }

    @Test
    void directoriesAndOnlyWhatBelongsThere() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("my classes/META-INF/seakeep/deeper"));
        Files.writeString(classes.resolve("more.properties"), "seakeep.default.timeout.max=5s");
        Files.writeString(classes.resolveSibling("b.properties"), "seakeep.default.timeout.max=2s");
        Files.writeString(classes.resolveSibling("readme.txt"), "seakeep.default.timeout.max=3s");
        Files.createDirectory(classes.resolveSibling("folder.properties"));
        Path jar = TestJars.jar(
                folder.resolve("a.jar"),
                Map.of(
                        "META-INF/seakeep/deeper/a.properties",
                        "a",
                        "META-INF/seakeep/notes.txt",
                        "b",
                        "META-INF/seakeepers/c.properties",
                        "c"));
        LoadedSettings loaded = load(loader(folder.resolve("my classes"), jar));

        assertThat(values(loaded)).hasToString("timeout.max=2s");
        assertThat(loaded.reports())
                .hasSize(2)
                .anyMatch(report -> report.endsWith("folder.properties: cannot be read: it is no regular file"));
    }

    @Test
    void aJarThatTwoLoadersSeeIsOne() throws Exception {
        Path jar = TestJars.jar(
                folder.resolve("a.jar"),
                Map.of(
                        ACME,
                        "seakeep.default.timeout.max=1s",
                        "seakeep.properties",
                        "seakeep.default.retry.attempts=2"));
        LoadedSettings loaded = load(loader(jar), loader(jar));

        assertThat(values(loaded)).hasToString("retry.attempts=2, timeout.max=1s");
        assertThat(loaded.reports()).isEmpty();
    }

    @Test
    void twoServicesFilesAreNamed() throws Exception {
        Path one = TestJars.jar(folder.resolve("one.jar"), Map.of("seakeep.properties", ""));
        Path two = Files.createDirectory(folder.resolve("two"));
        Files.writeString(two.resolve("seakeep.properties"), "");

        assertThat(load(loader(one, two)).problems())
                .containsExactly("the service's settings must be in one file: one.jar!/seakeep.properties, "
                        + two.resolve("seakeep.properties"));
    }

    @Test
    void whatIsNoJarStopsNobody() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.jar"), "PK\u0003\u0004 no jar at all");
        Path good = TestJars.jar(folder.resolve("good.jar"), Map.of(ACME, "seakeep.default.timeout.max=1s"));

        assertThat(values(load(loader(broken, folder.resolve("gone.jar"), good))))
                .hasToString("timeout.max=1s");
    }

    @Test
    void whatIsTooLongIsLeftOutAndReported() throws Exception {
        Path jar = TestJars.jar(
                folder.resolve("a.jar"),
                Map.of(
                        ACME,
                        "#".repeat(Utf8.MOST_BYTES + 1),
                        "META-INF/seakeep/b.properties",
                        "seakeep.rank=1\nseakeep.default.timeout.max=1s"));
        LoadedSettings loaded = load(loader(jar));

        assertThat(values(loaded)).hasToString("timeout.max=1s");
        assertThat(loaded.reports()).containsExactly("a.jar!/" + ACME + ": cannot be read: it has more than 1 MB");
    }

    @Test
    void theClassPathIsReadOnce() throws Exception {
        Path jar = TestJars.jar(folder.resolve("a.jar"), Map.of(ACME, "seakeep.default.timeout.max=1s"));
        SettingsSources sources =
                SettingsSources.builder().classLoader(loader(jar)).build();
        sources.load(ALL);
        Files.delete(jar);

        assertThat(values(sources.load(ALL))).hasToString("timeout.max=1s");
    }

    /** As in an application that is one jar with jars in it. */
    @Test
    void aJarThatOnlyItsHandlerCanOpen() throws Exception {
        Path inner = TestJars.jar(folder.resolve("inner.jar"), Map.of(ACME, "seakeep.default.timeout.max=1s"));
        ClassLoader nested = new OnlyResources(
                name -> new URL(null, "jar:nested:/app.jar/!lib/inner.jar!/" + name, new NestedHandler(inner)));
        LoadedSettings loaded = load(nested);
        EffectiveSettings settings =
                loaded.effective("payments", null, ALL, SettingValues.nothing(), SettingValues.nothing());

        assertThat(loaded.reports()).isEmpty();
        assertThat(TestSettings.explained(settings, TIMEOUT_MAX).origin())
                .isEqualTo(new Origin(Layer.ORGANISATION, "inner.jar!/" + ACME, 1));
    }

    @Test
    void aBareJarThatOnlyItsHandlerCanOpen() throws Exception {
        Path inner = TestJars.bare(folder.resolve("inner.jar"), Map.of(ACME, "seakeep.default.timeout.max=1s"));
        URL url = new URL(null, "jar:nested:/app.jar/!lib/inner.jar!/", new NestedHandler(inner));
        LoadedSettings loaded = load(new URLClassLoader(new URL[] {url}, ClassLoader.getPlatformClassLoader()));

        assertThat(values(loaded)).hasToString("timeout.max=1s");
    }

    /** As Spring Boot names what is beside them. */
    @Test
    void namesOfFoldersInJarsAreReadable() throws Exception {
        URL inFolder =
                new URL(null, "jar:nested:/app.jar/!BOOT-INF/classes/!/seakeep.properties", new NestedHandler(folder));
        URL jar = new URL(null, "jar:nested:/app.jar/!BOOT-INF/lib/a%20b.jar!/", new NestedHandler(folder));

        assertThat(UrlText.name(inFolder)).isEqualTo("classes!/seakeep.properties");
        assertThat(UrlText.jarName(jar)).isEqualTo("a b.jar");
    }

    @Test
    void aHandlerThatListsNothingIsReported() {
        LoadedSettings plain =
                load(new OnlyResources(name -> new URL(null, "vfs:/app/" + name, new PlainHandler(null))));
        LoadedSettings failing = load(new OnlyResources(
                name -> new URL(null, "vfs:/app/" + name, new PlainHandler(new IllegalStateException("no")))));
        LoadedSettings noLoader = load(new OnlyResources(name -> {
            throw new IOException("closed");
        }));

        assertThat(plain.problems()).isEmpty();
        assertThat(plain.reports())
                .singleElement()
                .asString()
                .contains("vfs:/app/META-INF/seakeep/: cannot be searched");
        assertThat(failing.reports()).isNotEmpty();
        assertThat(noLoader.reports()).hasSize(3);
    }

    @Test
    void whatTheVirtualMachineWasStartedWithIsSearched() {
        LoadedSettings loaded = SettingsSources.standard().load(ALL);

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.reports()).isEmpty();
        assertThat(loaded.entryCount()).isZero();
    }

    @Test
    void aUrlIsReadWithoutAClassLoader() throws Exception {
        Path jar = TestJars.jar(folder.resolve("a.jar"), Map.of(ACME, "seakeep.default.timeout.max=1s"));
        Path file = Files.writeString(folder.resolve("s.properties"), "seakeep.default.retry.attempts=2");
        LoadedSettings loaded = SettingsSources.builder()
                .organisation("acme", 3, new URL("jar:" + jar.toUri() + "!/" + ACME))
                .service(file.toUri().toURL())
                .build()
                .load(ALL);

        assertThat(values(loaded)).hasToString("retry.attempts=2, timeout.max=1s");
        assertThat(values(loaded).get(ATTEMPTS)).isEqualTo(2);
    }

    private interface Locator {
        URL locate(String name) throws IOException;
    }

    private static final class OnlyResources extends ClassLoader {
        private final Locator locator;

        OnlyResources(Locator locator) {
            super(null);
            this.locator = locator;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            URL url = locator.locate(name);
            return Collections.enumeration(name.equals("seakeep.properties") ? List.of() : List.of(url));
        }
    }

    private static final class PlainHandler extends URLStreamHandler {
        private final RuntimeException failure;

        PlainHandler(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            if (failure != null) {
                throw failure;
            }
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(new byte[0]);
                }
            };
        }
    }

    private static final class NestedHandler extends URLStreamHandler {
        private final Path inner;

        NestedHandler(Path inner) {
            this.inner = inner;
        }

        @Override
        protected void parseURL(URL url, String spec, int start, int limit) {
            String file = spec.substring(start, limit);
            setURL(url, "jar", "", -1, null, null, file, null, null);
        }

        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            URL forEntry = new URL("jar:file:/lib/inner.jar!/"
                    + url.toString().substring(url.toString().lastIndexOf("!/") + 2));
            return new JarURLConnection(forEntry) {
                @Override
                public JarFile getJarFile() throws IOException {
                    return new JarFile(inner.toFile());
                }

                @Override
                public void connect() {}
            };
        }
    }
}
