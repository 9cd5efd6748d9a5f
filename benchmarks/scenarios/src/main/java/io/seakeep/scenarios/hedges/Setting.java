package io.seakeep.scenarios.hedges;

import io.seakeep.scenarios.hedges.Background.Spread;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two settings in which tied requests were measured, and what was measured there.
 *
 * <p><b>What is not the paper's was fitted to it</b>, by a random search with an approximation of this model, and Terasort's part of it then by
 * hand with the model and seeds 1 and 2: how long a read takes, what share of its time a disk reads, and share and length of each kind of
 * background work. The disk is the same in both settings, and so is the small work of others; only the large work differs. The numbers of
 * disks and replicas were chosen and left alone.
 */
public enum Setting {
    MOSTLY_IDLE(
            "mostly idle",
            new double[] {19, 38, 67, 98},
            new double[] {16, 29, 42, 61},
            new Background(0.021, new LogNormal(31, 0.1), Spread.ONE_AT_A_TIME)),
    WITH_TERASORT(
            "with Terasort",
            new double[] {24, 56, 108, 159},
            new double[] {19, 38, 67, 108},
            new Background(0.16, new LogNormal(14, 0.1), Spread.ONE_AT_A_TIME),
            new Background(0.018, new LogNormal(53, 0.1), Spread.ALL_AT_ONCE));

    /** How long a disk takes for a read. */
    static final LogNormal READ = new LogNormal(15.1, 0.5);

    /** The share of a disk's time that it takes for reads. */
    static final double READS_SHARE = 0.244;

    /** Of which there are figures. */
    public static final List<Double> QUANTILES = List.of(0.5, 0.9, 0.99, 0.999);

    private static final Background SMALL = new Background(0.157, new LogNormal(4, 0.83), Spread.ONE_AT_A_TIME);

    private final String words;
    private final double[] untiedMillis;
    private final double[] tiedMillis;
    private final List<Background> large;

    Setting(String words, double[] untiedMillis, double[] tiedMillis, Background... large) {
        this.words = words;
        this.untiedMillis = untiedMillis;
        this.tiedMillis = tiedMillis;
        this.large = List.of(large);
    }

    /** What it is called. */
    public String words() {
        return words;
    }

    /** What the paper measured without, in the order of the quantiles. */
    public double untiedMillis(int quantile) {
        return untiedMillis[quantile];
    }

    /** What the paper measured with tied requests, in the order of the quantiles. */
    public double tiedMillis(int quantile) {
        return tiedMillis[quantile];
    }

    List<Background> background() {
        return Stream.concat(Stream.of(SMALL), large.stream()).toList();
    }
}
