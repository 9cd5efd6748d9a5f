/** A world of callers and servers in virtual time, in which the real policies run. Same seed, same result. */
@NullMarked
package io.seakeep.scenarios.sim;

import org.jspecify.annotations.NullMarked;
