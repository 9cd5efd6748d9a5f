package io.seakeep.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The word of a run, held against a model with a field for each part. */
final class RunWordTest {

    @Test
    void followsTheModel() {
        SplittableRandom random = new SplittableRandom(11);
        for (int history = 0; history < 200; history++) {
            long generation = random.nextLong((1L << 28) - 1);
            long word = RunWord.first(generation);
            Model model = new Model();
            long[] tokens = new long[20];
            Model[] models = new Model[20];
            for (int i = 0; i < 20; i++) {
                tokens[i] = word;
                models[i] = model.copy();
            }
            for (int step = 0; step < 3_000; step++) {
                int i = random.nextInt(20);
                if (random.nextInt(100) == 0) {
                    word = RunWord.afterSuccess(word);
                    model.success();
                } else {
                    assertThat(RunWord.isEcho(word, tokens[i])).isEqualTo(model.isEcho(models[i]));
                    word = RunWord.afterFailure(word, tokens[i]);
                    model.failure(models[i]);
                }
                tokens[i] = word;
                models[i] = model.copy();
                assertThat(word).isNotNegative().isNotEqualTo(RunWord.BYSTANDER);
                assertThat(RunWord.length(word)).isEqualTo(model.length);
                assertThat(RunWord.echoes(word)).isEqualTo(model.echoes);
                assertThat(RunWord.sameGeneration(word, RunWord.first(generation)))
                        .isTrue();
                assertThat(RunWord.sameGeneration(word, RunWord.first(RunWord.nextGeneration(generation))))
                        .isFalse();
                assertThat(RunWord.sameGeneration(word, RunWord.BYSTANDER)).isFalse();
            }
        }
    }

    @Test
    void runsAndGenerationsWrapAround() {
        long word = RunWord.first((1L << 28) - 2);
        for (int run = 0; run < (1 << 22) + 10; run++) {
            long next = RunWord.afterFailure(word, word);
            if (RunWord.length(next) != 1 || !RunWord.sameGeneration(word, next) || next < 0) {
                throw new AssertionError("run " + run + ": " + Long.toHexString(next));
            }
            word = RunWord.afterSuccess(next);
        }
        assertThat(RunWord.nextGeneration((1L << 28) - 2)).isZero();
        assertThat(RunWord.nextGeneration(41)).isEqualTo(42);
    }

    private static final class Model {
        private int run;
        private int length;
        private int echoes;

        Model copy() {
            Model copy = new Model();
            copy.run = run;
            copy.length = length;
            copy.echoes = echoes;
            return copy;
        }

        void success() {
            length = 0;
            echoes = 0;
        }

        boolean isEcho(Model atEntry) {
            return length > 0 && (atEntry.run != run || atEntry.length == 0);
        }

        void failure(Model atEntry) {
            if (length == 0) {
                run++;
                length = 1;
            } else if (isEcho(atEntry)) {
                echoes = Math.min(echoes + 1, RunWord.MOST_ECHOES);
            } else {
                length = Math.min(length + 1, RunWord.MAX_LENGTH);
            }
        }
    }
}
