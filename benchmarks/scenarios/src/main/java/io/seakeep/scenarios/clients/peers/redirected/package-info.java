/** What speaks to Failsafe: loaded once for each world, with all of Failsafe, by the redirecting loader. */
@NullMarked
package io.seakeep.scenarios.clients.peers.redirected;

import org.jspecify.annotations.NullMarked;
