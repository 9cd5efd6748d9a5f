package io.seakeep.latency;

/** A sum of distributions from which those that were added can be taken off again. For one thread at a time. */
final class RunningSum {

    private final long[][] octaves = new long[Buckets.OCTAVES][];

    void add(Distribution records) {
        apply(records, 1);
    }

    /** Takes off records that were added before. */
    void subtract(Distribution records) {
        apply(records, -1);
    }

    private void apply(Distribution records, int factor) {
        for (int i = 0; i < records.size(); i++) {
            int bucket = records.bucket(i);
            long[] octave = octaves[Buckets.octave(bucket)];
            if (octave == null) {
                octave = new long[Buckets.PER_OCTAVE];
                octaves[Buckets.octave(bucket)] = octave;
            }
            octave[Buckets.cell(bucket)] += factor * records.count(i);
        }
    }

    Distribution toDistribution(Distribution.Builder builder) {
        for (int octave = 0; octave < octaves.length; octave++) {
            if (octaves[octave] != null) {
                for (int cell = 0; cell < Buckets.PER_OCTAVE; cell++) {
                    builder.append(Buckets.bucket(octave, cell), octaves[octave][cell]);
                }
            }
        }
        return builder.build();
    }
}
