/**
 * What other tools are told: Micrometer's meters and observations, and Flight Recorder's events. The libraries are optional; what needs one
 * is only loaded by who uses it.
 */
@NullMarked
package io.seakeep.telemetry;

import org.jspecify.annotations.NullMarked;
