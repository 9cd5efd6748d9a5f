/**
 * Guarded calls: name a {@link io.seakeep.Dependency}, call it, and the policies that watch it decide what is let
 * through, how long it may take and what is tried again.
 */
@NullMarked
package io.seakeep;

import org.jspecify.annotations.NullMarked;
