/** Retries: whether and when there is another attempt. */
@NullMarked
package io.seakeep.retry;

import org.jspecify.annotations.NullMarked;
