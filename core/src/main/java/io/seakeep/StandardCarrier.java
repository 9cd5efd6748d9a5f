package io.seakeep;

/** What is carried unless somebody says otherwise, found once by looking at the class path. */
final class StandardCarrier {

    private static final String MICROMETER = "io.micrometer.context.ContextRegistry";

    static final ContextCarrier INSTANCE = isMicrometerPresent()
            ? CompositeCarrier.of(MicrometerCarrier.global(), MdcCarrier.INSTANCE)
            : MdcCarrier.INSTANCE;

    private StandardCarrier() {}

    static ContextCarrier micrometer() {
        if (!isMicrometerPresent()) {
            throw new IllegalStateException("io.micrometer:context-propagation is not on the class path");
        }
        return MicrometerCarrier.global();
    }

    private static boolean isMicrometerPresent() {
        try {
            Class.forName(MICROMETER, false, StandardCarrier.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
