/**
 * Hedged requests: when a second attempt is started beside one that is late, and where it goes, within a budget that an
 * incident cannot exceed.
 */
@NullMarked
package io.seakeep.hedging;

import org.jspecify.annotations.NullMarked;
