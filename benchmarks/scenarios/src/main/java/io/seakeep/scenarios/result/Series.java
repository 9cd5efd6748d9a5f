package io.seakeep.scenarios.result;

import java.util.List;

/**
 * Something over time.
 *
 * @param measure what it is
 * @param values one for each step of time; NaN where there is none
 */
public record Series(Measure measure, List<Double> values) {

    public Series {
        values = List.copyOf(values);
    }
}
