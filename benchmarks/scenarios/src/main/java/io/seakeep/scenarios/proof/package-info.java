/** What goes wrong in production and passes every load test, broken on purpose: with this library and with what is used instead. */
@NullMarked
package io.seakeep.scenarios.proof;

import org.jspecify.annotations.NullMarked;
