/** Timeouts that are derived from what they cut off themselves, and what becomes of them. */
@NullMarked
package io.seakeep.scenarios.timeouts;

import org.jspecify.annotations.NullMarked;
