package io.seakeep.bulkhead;

import io.seakeep.latency.LatencySnapshot;

/**
 * What a limit learns on a tick.
 *
 * @param spanNanos the time since the tick before
 * @param pausedNanos how much of it the process itself stood still
 * @param ended the attempts that ended in that time
 * @param foundFull how often there was no permit in that time
 */
record LimitSample(long spanNanos, long pausedNanos, LatencySnapshot ended, long foundFull) {}
