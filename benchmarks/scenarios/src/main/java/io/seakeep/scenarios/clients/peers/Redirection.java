package io.seakeep.scenarios.clients.peers;

import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Makes a class ask {@link io.seakeep.scenarios.clients.peers.redirected.VirtualJdk} for what it would ask elsewhere, and changes nothing else. */
final class Redirection extends ClassVisitor {

    private static final int API = Opcodes.ASM9;
    private static final String VIRTUAL_JDK = RedirectingLoader.REDIRECTED.replace('.', '/') + "VirtualJdk";
    private static final String SCHEDULER = "dev/failsafe/spi/Scheduler";

    /** Static methods, and what answers in their stead. */
    private static final Map<String, String> METHODS = Map.of(
            "java/lang/System.nanoTime()J", "nanoTime",
            "java/lang/System.currentTimeMillis()J", "currentTimeMillis",
            "java/time/Instant.now()Ljava/time/Instant;", "now",
            "java/lang/Math.random()D", "random");

    private Redirection(ClassVisitor next) {
        super(API, next);
    }

    /** That class, redirected. */
    static byte[] of(byte[] bytecode) {
        ClassWriter redirected = new ClassWriter(0);
        new ClassReader(bytecode).accept(new Redirection(redirected), 0);
        return redirected.toByteArray();
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        return new Body(super.visitMethod(access, name, descriptor, signature, thrown));
    }

    private static final class Body extends MethodVisitor {

        Body(MethodVisitor next) {
            super(API, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            String instead = METHODS.get(owner + "." + name + descriptor);
            if (instead == null) {
                super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
            } else {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, VIRTUAL_JDK, instead, descriptor, false);
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (opcode == Opcodes.GETSTATIC && owner.equals(SCHEDULER) && name.equals("DEFAULT")) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, VIRTUAL_JDK, "scheduler", "()" + descriptor, false);
            } else {
                super.visitFieldInsn(opcode, owner, name, descriptor);
            }
        }
    }
}
