/** Runs the stress tests and judges them: what ships must hold, and what was weakened must be seen to fail. */
@NullMarked
package io.seakeep.jcstress;

import org.jspecify.annotations.NullMarked;
