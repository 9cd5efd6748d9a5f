/** What is known about a dependency's latency: trackers, in which attempts are recorded, and snapshots of them. */
@NullMarked
package io.seakeep.latency;

import org.jspecify.annotations.NullMarked;
