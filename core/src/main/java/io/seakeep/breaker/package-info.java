/** The circuit breaker: stops asking a dependency that is not worth asking, and finds out gently when it is again. */
@NullMarked
package io.seakeep.breaker;

import org.jspecify.annotations.NullMarked;
