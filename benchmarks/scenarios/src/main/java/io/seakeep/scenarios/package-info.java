/** The scenarios from a command line. */
@NullMarked
package io.seakeep.scenarios;

import org.jspecify.annotations.NullMarked;
