package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DistributionTest {

    @Property(tries = 200)
    void ranksAndCountsAreThoseOfTheSortedRecords(
            @ForAll Shape shape, @ForAll long seed, @ForAll @IntRange(min = 1, max = 500) int count) {
        int[] sorted = sortedBuckets(shape.durationsNanos(seed, count));
        Distribution distribution = distributionOf(sorted);

        assertThat(distribution.total()).isEqualTo(count);
        for (int rank = 1; rank <= count; rank++) {
            assertThat(distribution.bucketOfRank(rank)).as("rank %d", rank).isEqualTo(sorted[rank - 1]);
        }
        for (int bucket : new int[] {0, sorted[0], sorted[count / 2], sorted[count - 1], Buckets.COUNT}) {
            long below = Arrays.stream(sorted).filter(other -> other < bucket).count();
            assertThat(distribution.countBelow(bucket)).as("below %d", bucket).isEqualTo(below);
        }
    }

    @Property(tries = 200)
    void aSumHoldsTheRecordsOfBoth(
            @ForAll Shape one,
            @ForAll Shape other,
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 300) int count) {
        int[] all = sortedBuckets(one.durationsNanos(seed, count));
        int[] more = sortedBuckets(other.durationsNanos(~seed, 300 - count));
        int[] both = Arrays.copyOf(all, 300);
        System.arraycopy(more, 0, both, count, 300 - count);
        Arrays.sort(both);

        assertThat(distributionOf(all).plus(distributionOf(more)))
                .isEqualTo(distributionOf(more).plus(distributionOf(all)))
                .isEqualTo(distributionOf(both))
                .hasSameHashCodeAs(distributionOf(both));
    }

    @Property(tries = 200)
    void whatWasAddedToARunningSumCanBeTakenOff(@ForAll Shape shape, @ForAll long seed) {
        Random random = new Random(seed);
        Distribution stays = distributionOf(sortedBuckets(shape.durationsNanos(seed, random.nextInt(200))));
        Distribution goes = distributionOf(sortedBuckets(shape.durationsNanos(seed + 1, random.nextInt(200))));
        RunningSum sum = new RunningSum();
        sum.add(goes);
        sum.add(stays);
        sum.subtract(goes);

        assertThat(sum.toDistribution(new Distribution.Builder())).isEqualTo(stays);
    }

    @Test
    void theEmptyOneIsOne() {
        assertThat(Distribution.EMPTY.total()).isZero();
        assertThat(Distribution.EMPTY.countBelow(Buckets.COUNT)).isZero();
        assertThat(new Distribution.Builder().build()).isSameAs(Distribution.EMPTY);
        assertThat(Distribution.EMPTY.plus(Distribution.EMPTY)).isSameAs(Distribution.EMPTY);
    }

    private static int[] sortedBuckets(long[] durations) {
        return Arrays.stream(durations).mapToInt(Buckets::of).sorted().toArray();
    }

    private static Distribution distributionOf(int[] sortedBuckets) {
        Distribution.Builder builder = new Distribution.Builder();
        for (int bucket : sortedBuckets) {
            builder.append(bucket, 1);
        }
        return builder.build();
    }
}
