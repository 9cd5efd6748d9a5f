/** The demo: one degrading dependency on loopback, called with nothing, with Resilience4j and with Seakeep, side by side. */
@NullMarked
package io.seakeep.scenarios.demo;

import org.jspecify.annotations.NullMarked;
