package io.seakeep;

import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.OutcomeCounts;

/**
 * What a policy is given to think about.
 *
 * @param nowNanos the time of this tick
 * @param spanNanos the time since the tick before
 * @param pausedNanos how much of that time the process itself seems to have stood still (a tick that came much too
 *     late), or zero. What was measured across a pause says little of the dependency.
 * @param counts how the attempts that ended since the tick before have ended
 * @param window the attempts that ended within the tracker's window, this tick's included
 */
public record Tick(long nowNanos, long spanNanos, long pausedNanos, OutcomeCounts counts, LatencySnapshot window) {}
