/**
 * The guard over the hot paths: it measures each beside its floor, slice by slice in one JVM, and fails when a committed
 * budget is passed. {@link io.seakeep.benchmarks.guard.Budgets} holds the budgets.
 */
@NullMarked
package io.seakeep.benchmarks.guard;

import org.jspecify.annotations.NullMarked;
