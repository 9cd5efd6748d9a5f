/** How long a call as a whole may take. */
@NullMarked
package io.seakeep.deadline;

import org.jspecify.annotations.NullMarked;
