package io.seakeep.scenarios.timeouts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What becomes of a timeout that is derived from the attempts it lets live: 10,000 attempts in a window, three times as slow from window 60
 * on. Options: {@code --seed=1}, {@code --shape=lognormal} (gamma, pareto, bimodal, weibull), {@code --target=0.01}, the share of attempts
 * that may be cut off.
 */
public final class Ratchet {

    private static final int ATTEMPTS = 10_000;
    private static final int WINDOWS = 120;
    private static final int SLOW_FROM = 60;
    private static final double INITIAL_MILLIS = 1_000;
    private static final int[] SHOWN = {1, 5, 20, 59, 60, 61, 63, 65, 80, 119};

    private Ratchet() {}

    /** @param arguments the options */
    public static void main(String[] arguments) {
        long seed = 1;
        LatencyShape shape = LatencyShape.LOGNORMAL;
        double target = 0.01;
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (argument.startsWith("--seed=")) {
                seed = Long.parseLong(value);
            } else if (argument.startsWith("--shape=")) {
                shape = LatencyShape.valueOf(value.toUpperCase(Locale.ROOT));
            } else if (argument.startsWith("--target=")) {
                target = Double.parseDouble(value);
            } else {
                throw new IllegalArgumentException("must be --seed=, --shape= or --target=: " + argument);
            }
        }
        System.out.println(table(shape, seed, target));
    }

    static List<TimeoutRival> rivals(double target) {
        return List.of(
                new SampledRival(SampledRival.CutOff.DROPPED, 1 - target, INITIAL_MILLIS),
                new SampledRival(SampledRival.CutOff.RECORDED, 1 - target, INITIAL_MILLIS),
                new SurvivalRival(1 - target, INITIAL_MILLIS),
                new SeakeepTimeoutRival(target, INITIAL_MILLIS));
    }

    static String table(LatencyShape shape, long seed, double target) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s, %.2f %% may be cut off, three times as slow from window %d on: timeout in ms and share cut off%n%-32s",
                shape.name().toLowerCase(Locale.ROOT),
                100 * target,
                SLOW_FROM,
                "window"));
        for (int window : SHOWN) {
            text.append(String.format(Locale.ROOT, "%15d", window));
        }
        for (TimeoutRival rival : rivals(target)) {
            text.append(String.format(Locale.ROOT, "%n%-32s", rival.name()));
            List<Window> course = run(rival, shape, seed);
            for (int window : SHOWN) {
                text.append(String.format(
                        Locale.ROOT,
                        "%7.0f %5.2f %%",
                        course.get(window).timeoutMillis(),
                        100 * course.get(window).cutOffShare()));
            }
        }
        return text.toString();
    }

    static List<Window> run(TimeoutRival rival, LatencyShape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Window> course = new ArrayList<>();
        for (int window = 0; window < WINDOWS; window++) {
            int cutOff = 0;
            for (int i = 0; i < ATTEMPTS; i++) {
                double millis = (window < SLOW_FROM ? 1 : 3) * shape.millis(random);
                cutOff += millis > rival.timeoutMillis() ? 1 : 0;
                rival.attempt(millis);
            }
            rival.windowEnds();
            course.add(new Window(rival.timeoutMillis(), (double) cutOff / ATTEMPTS));
        }
        return course;
    }

    /**
     * What a window came to.
     *
     * @param timeoutMillis the timeout at its end
     * @param cutOffShare the share of its attempts that was cut off
     */
    record Window(double timeoutMillis, double cutOffShare) {}
}
