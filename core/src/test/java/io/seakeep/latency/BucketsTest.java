package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BucketsTest {

    @Test
    void bucketsFollowEachOtherWithoutGapOrOverlap() {
        assertThat(Buckets.lowestNanos(0)).isZero();
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            long lowest = Buckets.lowestNanos(bucket);
            long highest = Buckets.highestNanos(bucket);
            assertThat(Buckets.of(lowest)).as("bucket of %d", lowest).isEqualTo(bucket);
            assertThat(Buckets.of(highest)).as("bucket of %d", highest).isEqualTo(bucket);
            assertThat(Buckets.lowestNanos(bucket + 1)).isEqualTo(highest + 1);
            assertThat(Buckets.bucket(Buckets.octave(bucket), Buckets.cell(bucket)))
                    .isEqualTo(bucket);
        }
    }

    @Test
    void bucketsAreNoWiderThanOneThirtySecond() {
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            long lowest = Buckets.lowestNanos(bucket);
            long width = Buckets.highestNanos(bucket) - lowest + 1;
            assertThat(width).as("width at %d", lowest).isLessThanOrEqualTo(Math.max(32, lowest / 32));
        }
    }

    @Test
    void theLongestDurationHasABucket() {
        assertThat(Buckets.of(Buckets.LONGEST_NANOS)).isLessThan(Buckets.COUNT);
        assertThat(Buckets.LAST_EDGE_NANOS).isGreaterThanOrEqualTo(Buckets.LONGEST_NANOS);
    }

    @Test
    void durationsAreFromZeroToADay() {
        assertThat(Buckets.holds(0)).isTrue();
        assertThat(Buckets.holds(Buckets.LONGEST_NANOS)).isTrue();
        assertThat(Buckets.holds(-1)).isFalse();
        assertThat(Buckets.holds(Long.MIN_VALUE)).isFalse();
        assertThat(Buckets.holds(Buckets.LONGEST_NANOS + 1)).isFalse();
        assertThat(Buckets.holds(Long.MAX_VALUE)).isFalse();
    }

    @Property
    void aDurationLiesInItsBucket(@ForAll @LongRange(min = 0, max = Buckets.LONGEST_NANOS) long nanos) {
        int bucket = Buckets.of(nanos);
        assertThat(nanos).isBetween(Buckets.lowestNanos(bucket), Buckets.highestNanos(bucket));
        assertThat(Math.abs(Buckets.middleNanos(bucket) - nanos)).isLessThanOrEqualTo(Math.max(16, nanos / 64.0));
    }
}
