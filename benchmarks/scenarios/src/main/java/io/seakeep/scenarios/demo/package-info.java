/** The demo: one degrading dependency on loopback, called without Seakeep and with it, side by side. */
@NullMarked
package io.seakeep.scenarios.demo;

import org.jspecify.annotations.NullMarked;
