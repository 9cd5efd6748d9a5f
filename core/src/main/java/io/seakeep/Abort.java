package io.seakeep;

/** How to abort what an attempt is doing, such as closing its connection. It may throw; that is logged. */
@FunctionalInterface
public interface Abort {

    /** Called at most once, when the attempt is cancelled. */
    void run() throws Exception;
}
