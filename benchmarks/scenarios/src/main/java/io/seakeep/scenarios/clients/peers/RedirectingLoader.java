package io.seakeep.scenarios.clients.peers;

import io.seakeep.scenarios.sim.World;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Loads Failsafe, and what speaks to it, by itself and not through its parent, with a {@link Redirection} of what they ask the JDK for. Statics
 * belong to a loader, so each world has one. What came of the redirection is kept, for it is the same for all.
 */
public final class RedirectingLoader extends ClassLoader {

    /** Classes of this project that are loaded so. */
    static final String REDIRECTED = "io.seakeep.scenarios.clients.peers.redirected.";

    private static final String FAILSAFE = "dev.failsafe.";
    private static final Map<String, byte[]> BYTECODE = new ConcurrentHashMap<>();

    private final World world;

    RedirectingLoader(World world) {
        super(RedirectingLoader.class.getClassLoader());
        this.world = world;
    }

    /** Where its classes are sent for what they ask. */
    public World world() {
        return world;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(REDIRECTED) && !name.startsWith(FAILSAFE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytecode = BYTECODE.get(name);
        if (bytecode == null) {
            bytecode = Redirection.of(read(name));
            BYTECODE.put(name, bytecode);
        }
        return defineClass(name, bytecode, 0, bytecode.length);
    }

    private byte[] read(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new ClassNotFoundException(name, broken);
        }
    }
}
