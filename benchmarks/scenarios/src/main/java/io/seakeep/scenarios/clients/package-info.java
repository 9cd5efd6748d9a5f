/** The ways to call a dependency that are set beside each other: none, the usual, the peers' real classes, and this library. */
@NullMarked
package io.seakeep.scenarios.clients;

import org.jspecify.annotations.NullMarked;
