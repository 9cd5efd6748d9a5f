package io.seakeep;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Loads what is ours anew, as a second application in the same process does, and can lack what the tests have. */
final class AnotherApplication extends ClassLoader {

    private final List<String> absent;

    /** Without the packages that start so. */
    AnotherApplication(String... absent) {
        super(AnotherApplication.class.getClassLoader());
        this.absent = List.of(absent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (absent.stream().anyMatch(name::startsWith)) {
            throw new ClassNotFoundException(name);
        }
        if (!name.startsWith("io.seakeep.")) {
            return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
