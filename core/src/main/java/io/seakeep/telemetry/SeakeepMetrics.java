package io.seakeep.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.seakeep.Seakeep;

/**
 * Shows a {@link Seakeep}'s numbers as Micrometer meters: {@code new SeakeepMetrics(seakeep).bindTo(registry)}. Dependencies and keys that
 * are made later appear by themselves.
 *
 * <p>Nothing is counted for it that was not counted anyway. Meters read when the registry asks, and what reading costs is paid by whoever
 * scrapes. The latency histogram is read from the tracker's own cells.
 *
 * <p>All meters have the tags {@code dependency} and {@code key}; {@code key} is {@code none} for a dependency as a whole. Their values are
 * bounded: there are as many dependencies as the code names, and at most {@code maxKeys} keys of each and the one that the others share. Which
 * meters there are stands in {@code docs/telemetry.md}.
 *
 * <p>Where several Seakeeps share a registry, give each tags of its own. Of a dependency whose meters are there already, of the same tags, none
 * are shown, and a {@link io.seakeep.UserCodeFailed} event says so.
 *
 * <p>Needs {@code io.micrometer:micrometer-core}, which Seakeep does not bring. Safe for use by many threads.
 */
public final class SeakeepMetrics implements MeterBinder {

    private final Seakeep seakeep;
    private final Tags tags;

    /** Without tags of one's own. */
    public SeakeepMetrics(Seakeep seakeep) {
        this(seakeep, Tags.empty());
    }

    /** @param tags for all meters, in front of those they have, such as the name of what this Seakeep is for where a registry has several */
    public SeakeepMetrics(Seakeep seakeep, Iterable<Tag> tags) {
        this.seakeep = seakeep;
        this.tags = Tags.of(tags);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        seakeep.measure(new RegistryMeasurements(registry, tags));
    }
}
