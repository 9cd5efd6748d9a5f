/** The peers' real classes as clients, on virtual time: see docs/decisions/0060. */
@NullMarked
package io.seakeep.scenarios.clients.peers;

import org.jspecify.annotations.NullMarked;
