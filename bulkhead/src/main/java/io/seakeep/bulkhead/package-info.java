/**
 * Bulkheads: how many attempts at a dependency there may be at once, so that a slow one cannot take the threads,
 * connections and memory that the others need.
 */
@NullMarked
package io.seakeep.bulkhead;

import org.jspecify.annotations.NullMarked;
