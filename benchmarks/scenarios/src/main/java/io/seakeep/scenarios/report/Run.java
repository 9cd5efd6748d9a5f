package io.seakeep.scenarios.report;

import io.seakeep.scenarios.proof.Length;

/**
 * How results came about.
 *
 * @param command which was typed
 * @param seconds it took by a clock on the wall
 */
public record Run(String command, long seed, Length length, double seconds) {}
