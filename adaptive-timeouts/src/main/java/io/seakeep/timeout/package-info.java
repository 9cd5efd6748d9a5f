/**
 * Timeouts: fixed ones, and ones derived from the latencies that were observed and the rate of false timeouts that a
 * user is willing to bear.
 */
@NullMarked
package io.seakeep.timeout;

import org.jspecify.annotations.NullMarked;
