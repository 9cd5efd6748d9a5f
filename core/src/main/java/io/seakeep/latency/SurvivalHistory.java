package io.seakeep.latency;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;

/**
 * The long memory from which the tail of a dependency's latency is judged: how long its attempts took that succeeded, and how long
 * those had taken at least that did not.
 *
 * <p>It fades with what it learns: an attempt counts half once 50,000 others have ended since, or after four hours, whichever comes
 * first. So a busy dependency is remembered for a minute or two, and one that is called once a second for hours, which is what a
 * 99.9th percentile of it takes. Time in which nothing is shown to it does not count.
 *
 * <p>Attempts that ended as {@link Outcome#IGNORED} say nothing. All others that are no success are censored: they would have taken
 * longer, nobody knows how much. Those in flight are too, at the age they have, and so a dependency that hangs does not stay silent.
 * They are looked at when the curve is drawn, and are not remembered.
 *
 * <p>For one thread at a time, such as the tick.
 */
public final class SurvivalHistory {

    private static final double HALF_LIFE_SAMPLES = 50_000;
    private static final double LONGEST_HALF_LIFE_NANOS = Duration.ofHours(4).toNanos();

    /** So many half-lives after the weights' origin they move to a new one, far from the largest number there is. */
    private static final double OLDEST_ORIGIN = 64;

    /** The first version, in letters. */
    private static final int FORMAT = 'S' << 24 | 'K' << 16 | 'H' << 8 | '1';

    private static final Outcome[] OUTCOMES = Outcome.values();

    private final FadingWeights ended = new FadingWeights();
    private final FadingWeights censored = new FadingWeights();
    private final FadingWeights flying = new FadingWeights();

    /** How many half-lives ago the weights' origin was: what is learned now weighs 2 to the power of this. */
    private double originAge;

    /** One that remembers nothing. */
    public static SurvivalHistory create() {
        return new SurvivalHistory();
    }

    private SurvivalHistory() {}

    /** Learns the attempts of a span of time, such as {@link LatencyTracker#lastTickSnapshot}. */
    public void learn(LatencySnapshot records) {
        learn(records, records.spanNanos());
    }

    /** Learns attempts during which so much time has passed here, in nanoseconds: none, if others have told of the same time. */
    public void learn(LatencySnapshot records, long spanNanos) {
        originAge += Math.max(records.count() / HALF_LIFE_SAMPLES, spanNanos / LONGEST_HALF_LIFE_NANOS);
        if (originAge > OLDEST_ORIGIN) {
            double factor = Math.pow(2, -originAge);
            ended.scale(factor);
            censored.scale(factor);
            originAge = 0;
        }
        double weight = weight();
        for (Outcome outcome : OUTCOMES) {
            if (outcome == Outcome.SUCCESS) {
                ended.add(records.distribution(outcome), weight);
            } else if (outcome != Outcome.IGNORED) {
                censored.add(records.distribution(outcome), weight);
            }
        }
    }

    /** Forgets everything: what comes is another dependency, in all but its name. */
    public void clear() {
        ended.clear();
        censored.clear();
        originAge = 0;
    }

    /** The curve of what it remembers and of what is in flight in the tracker. */
    public SurvivalCurve curve(LatencyTracker tracker, long nowNanos) {
        flying.scale(0);
        LongConsumer age = nanos -> flying.add(Buckets.of(Math.max(0, Math.min(nanos, Buckets.LONGEST_NANOS))), 1);
        tracker.forEachAgeInFlight(nowNanos, age);
        return SurvivalCurve.of(ended, censored, flying, 1 / weight());
    }

    /** The curve of what it remembers. */
    public SurvivalCurve curve() {
        flying.scale(0);
        return SurvivalCurve.of(ended, censored, flying, 1 / weight());
    }

    /**
     * What it remembers, to be kept over a restart; {@link #decode} makes the same of it. Buckets are those of this version; a later one that has
     * others will refuse it.
     */
    public byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(2 * Integer.BYTES + ended.encodedBytes() + censored.encodedBytes());
        buffer.putInt(FORMAT);
        ended.encode(buffer, 1 / weight());
        censored.encode(buffer, 1 / weight());
        CRC32 sum = new CRC32();
        sum.update(buffer.array(), 0, buffer.position());
        return buffer.putInt((int) sum.getValue()).array();
    }

    /**
     * The history that was encoded.
     *
     * @throws IllegalArgumentException if it is not one, is damaged, or is of another version
     */
    public static SurvivalHistory decode(byte[] encoded) {
        ByteBuffer buffer = ByteBuffer.wrap(encoded);
        if (encoded.length < 2 * Integer.BYTES || buffer.getInt() != FORMAT) {
            throw new IllegalArgumentException("no history of this version");
        }
        CRC32 sum = new CRC32();
        sum.update(encoded, 0, encoded.length - Integer.BYTES);
        if (buffer.getInt(encoded.length - Integer.BYTES) != (int) sum.getValue()) {
            throw new IllegalArgumentException("a damaged history");
        }
        SurvivalHistory history = new SurvivalHistory();
        history.ended.decode(buffer);
        history.censored.decode(buffer);
        return history;
    }

    private double weight() {
        return Math.pow(2, originAge);
    }
}
