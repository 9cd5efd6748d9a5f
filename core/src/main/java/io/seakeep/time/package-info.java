/** The clock and the timer that everything else is handed: the real ones, and virtual ones for tests. */
@NullMarked
package io.seakeep.time;

import org.jspecify.annotations.NullMarked;
