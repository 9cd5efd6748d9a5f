/** Limits on concurrency beside each other, against a server with workers and a queue, in virtual time. */
@NullMarked
package io.seakeep.scenarios.limits;

import org.jspecify.annotations.NullMarked;
