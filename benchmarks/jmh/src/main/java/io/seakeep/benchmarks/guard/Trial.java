package io.seakeep.benchmarks.guard;

import java.util.concurrent.ExecutionException;

/** One way to measure one comparison, once, in a JVM made for it. */
interface Trial {

    ForkResult run(int threads, Effort effort) throws InterruptedException, ExecutionException;
}
