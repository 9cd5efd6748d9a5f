/**
 * JMH benchmarks of Seakeep's hot paths, beside what a user would take instead. {@link io.seakeep.benchmarks.guard.Guard}
 * compares the same operations against committed budgets.
 */
@NullMarked
package io.seakeep.benchmarks;

import org.jspecify.annotations.NullMarked;
