package io.seakeep.scenarios.report;

/**
 * What ran them. It changes nothing in the results, only how soon they are there.
 *
 * @param java the JDK with its version
 * @param system with its architecture
 * @param processors how many it may use
 * @param maxHeapMegabytes how much memory it may use
 */
record Machine(String java, String system, int processors, long maxHeapMegabytes) {

    private static final long MEGABYTE = 1 << 20;

    static Machine thisOne() {
        return new Machine(
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() / MEGABYTE);
    }
}
