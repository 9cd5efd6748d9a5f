package io.seakeep.scenarios.clients.peers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Which classes of a library ask the JDK for the real time, for chance or for threads, and what for. */
final class AskedOfTheJdk {

    private static final Set<String> NOT_VIRTUAL = Set.of(
            "System.nanoTime",
            "System.currentTimeMillis",
            "Instant.now",
            "LocalDateTime.now",
            "ZonedDateTime.now",
            "OffsetDateTime.now",
            "Clock.systemUTC",
            "Clock.systemDefaultZone",
            "Clock.system",
            "Math.random",
            "ThreadLocalRandom.current",
            "Random.<init>",
            "SplittableRandom.<init>",
            "SecureRandom.<init>",
            "UUID.randomUUID",
            "Thread.<init>",
            "Thread.sleep",
            "Timer.<init>",
            "ForkJoinPool.<init>",
            "ForkJoinPool.commonPool",
            "ThreadPoolExecutor.<init>",
            "ScheduledThreadPoolExecutor.<init>",
            "Executors.newSingleThreadScheduledExecutor",
            "Executors.newScheduledThreadPool",
            "CompletableFuture.supplyAsync",
            "CompletableFuture.runAsync",
            "CompletableFuture.whenCompleteAsync",
            "CompletableFuture.thenApplyAsync",
            "CompletableFuture.orTimeout",
            "CompletableFuture.delayedExecutor");

    private AskedOfTheJdk() {}

    /**
     * Looks at all classes of the jar that has this one.
     *
     * @param made what each is made into before it is looked at
     * @return "class: what", in order
     */
    static Set<String> byJarOf(Class<?> one, UnaryOperator<byte[]> made) throws IOException {
        URI jar = URI.create("jar:" + one.getProtectionDomain().getCodeSource().getLocation());
        Set<String> found = new TreeSet<>();
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
                Stream<Path> paths = Files.walk(files.getPath("/"))) {
            List<Path> classes =
                    paths.filter(path -> path.toString().endsWith(".class")).toList();
            for (Path path : classes) {
                new ClassReader(made.apply(Files.readAllBytes(path))).accept(new Asked(found), 0);
            }
        }
        return found;
    }

    private static final class Asked extends ClassVisitor {

        private final Set<String> found;
        private String asking = "";

        Asked(Set<String> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            asking = simple(name);
        }

        private static String simple(String name) {
            return name.substring(name.lastIndexOf('/') + 1);
        }

        private void note(String owner, String method) {
            String what = simple(owner) + "." + method;
            if (owner.startsWith("java/") && NOT_VIRTUAL.contains(what)) {
                found.add(asking + ": " + what);
            }
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String method, String described, boolean ofInterface) {
                    note(owner, method);
                }

                @Override
                public void visitInvokeDynamicInsn(
                        String method, String described, Handle bootstrap, Object... arguments) {
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle) {
                            note(handle.getOwner(), handle.getName());
                        }
                    }
                }
            };
        }
    }
}
