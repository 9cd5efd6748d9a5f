package io.seakeep.scenarios.limits;

import io.seakeep.time.VirtualTime;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/** One rival against one shape, from one seed. Requests arrive at random, whether or not earlier ones have been answered. */
final class LimitTrial {

    private static final double STEP_SECONDS = 0.05;

    private final Shape shape;
    private final VirtualTime time = new VirtualTime();
    private final SplittableRandom random;
    private final Server server;
    private final Rival rival;
    private final long startNanos = time.nanoTime();

    private double[] millis = new double[1 << 16];
    private int good;
    private long admitted;
    private long inVain;
    private int lowest = Integer.MAX_VALUE;
    private int highest;

    LimitTrial(Shape shape, long seed, Function<VirtualTime, Rival> rival) {
        this.shape = shape;
        this.random = new SplittableRandom(seed);
        this.server = new Server(time, random.split(), shape.workers(), shape.service());
        this.rival = rival.apply(time);
    }

    Score run() {
        double end = shape.span().toNanos() / 1e9;
        double arrival = 0;
        double nextStep = 0;
        while (arrival < end) {
            while (nextStep <= arrival) {
                advanceTo(nextStep);
                shape.course().at(nextStep, server);
                look();
                nextStep += STEP_SECONDS;
            }
            advanceTo(arrival);
            double rate = shape.ratePerSecond().applyAsDouble(arrival);
            if (rate > 0) {
                long arrivedNanos = time.nanoTime();
                rival.enter(listener -> server.ask(new Request(arrivedNanos, listener)));
            }
            arrival += rate > 0 ? Math.min(1, -Math.log(1 - random.nextDouble()) / rate) : STEP_SECONDS;
        }
        double[] sorted = Score.sorted(millis, good);
        return new Score(
                rival.name(),
                good / (end - shape.warmUp().toNanos() / 1e9),
                Score.quantileMillis(sorted, good, 0.5),
                Score.quantileMillis(sorted, good, 0.99),
                admitted == 0 ? 0 : (double) inVain / admitted,
                lowest,
                highest,
                rival.limit());
    }

    private void advanceTo(double second) {
        long nanos = startNanos + (long) (second * 1e9) - time.nanoTime();
        if (nanos > 0) {
            time.advanceNanos(nanos);
        }
    }

    private boolean counts() {
        return time.nanoTime() - startNanos >= shape.warmUp().toNanos();
    }

    private void look() {
        if (counts()) {
            lowest = Math.min(lowest, rival.limit());
            highest = Math.max(highest, rival.limit());
        }
    }

    /** One that was let in; whichever comes first, answer or the end of patience, ends it. */
    private final class Request implements Consumer<Answer> {

        private final long arrivedNanos;
        private final Consumer<Answer> listener;
        private boolean ended;

        Request(long arrivedNanos, Consumer<Answer> listener) {
            this.arrivedNanos = arrivedNanos;
            this.listener = listener;
            long waitedNanos = time.nanoTime() - arrivedNanos;
            time.schedule(shape.patience().toNanos() - waitedNanos, () -> accept(Answer.NONE_IN_TIME));
        }

        @Override
        public void accept(Answer answer) {
            if (ended) {
                return;
            }
            ended = true;
            listener.accept(answer);
            if (!counts()) {
                return;
            }
            admitted++;
            if (answer == Answer.GOOD) {
                add((time.nanoTime() - arrivedNanos) / 1e6);
            } else if (answer != Answer.ERROR) {
                inVain++;
            }
        }
    }

    private void add(double durationMillis) {
        if (good == millis.length) {
            millis = Arrays.copyOf(millis, 2 * good);
        }
        millis[good++] = durationMillis;
    }
}
