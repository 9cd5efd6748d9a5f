package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.result.Check;
import io.seakeep.scenarios.result.ClientResult;
import io.seakeep.scenarios.result.Figure;
import io.seakeep.scenarios.result.Phase;
import io.seakeep.scenarios.result.Story;
import java.util.Arrays;
import java.util.List;

/**
 * Everyone comes back at once. Processes have ten connections each to a database that can set up a quarter of their number in a second, which for a
 * thousand of them is 250: forty seconds of work for all. It is restarted, and for five seconds refuses them. What asks for all ten at
 * once asks for forty times what the database can do.
 *
 * <p>Asked for are connections from the moment on at which it is there again; before, nobody is there to be hurt. All terms say that one
 * connection at a time is enough, as pools open them; only a library with a bulkhead makes use of that. None of the processes knows of the others.
 *
 * <p>A fixed ramp waits for a random part of its length before each request, and again for each that was refused. The best one has the database
 * busy from the first moment on, and then there is nothing to be gained: nobody is faster than the database. The breakers' first probe may come a
 * few hundredths of a second later, so Seakeep is allowed a hundredth more. Unguarded they are back as soon, because this database keeps whoever
 * asks for as long as it takes, and nobody gives up.
 *
 * <p>Each process asks for its first connection when its breaker lets it, so that what keeps them apart is how much the time to stay open varies.
 * From then on one connection at a time paces itself, and a ramp adds nothing to that: {@link Metastable} has what needs one.
 */
final class ThunderingHerd implements Scenario {

    private static final double[] RAMPS_SECONDS = {20, 30, 35, 40, 45, 50, 60};
    private static final double HANDSHAKE_TIMEOUT_SECONDS = 10;
    private static final Terms TERMS =
            Terms.of("database", HANDSHAKE_TIMEOUT_SECONDS).concurrency(1);

    private static final String MOST_ASKED = "most asked for in a second";
    private static final String ALL_BACK = "nearly all back after";
    private static final String FIRST_BACK = "one each after";
    private static final String BEST_RAMP = "with the best fixed ramp";

    @Override
    public Story story(Length length) {
        return new Story(
                "thundering-herd",
                "Everyone comes back at once",
                "A database goes away for five seconds, and " + processes(length)
                        + " processes want their ten connections back: forty times what it can set up in a second.",
                "Reconnection storms: Brooker, \"Exponential Backoff and Jitter\", AWS Architecture Blog, 2015; Google, \"Site Reliability"
                        + " Engineering\", ch. 22, 2016",
                List.of(new Phase(
                        "outage", Reconnection.OUTAGE_AT, Reconnection.OUTAGE_AT + Reconnection.OUTAGE_SECONDS)));
    }

    @Override
    public ClientResult play(Role role, Library library, long seed, Length length) {
        Reconnection reconnection = new Reconnection(library, TERMS, processes(length), seed);
        double bestRamp = role == Role.SEAKEEP ? bestRamp(seed, length) : Double.NaN;
        return reconnection
                .recorder()
                .result(
                        role,
                        List.of(
                                new Figure(MOST_ASKED, reconnection.mostAsked(), "×"),
                                new Figure(ALL_BACK, reconnection.allBackAfter(), "s"),
                                new Figure(FIRST_BACK, reconnection.firstBackAfter(), "s"),
                                new Figure(BEST_RAMP, bestRamp, "s")));
    }

    private static double bestRamp(long seed, Length length) {
        return Arrays.stream(RAMPS_SECONDS)
                .map(ramp -> new Reconnection(new FixedRamp(ramp), TERMS, processes(length), seed).allBackAfter())
                .filter(seconds -> !Double.isNaN(seconds))
                .min()
                .orElse(Double.NaN);
    }

    @Override
    public List<Check> judge(Results results) {
        ClientResult seakeep = results.of(Role.SEAKEEP);
        return List.of(
                Check.atLeast(
                        "Unguarded, at least 35 times as many connections are asked for in a second as can be set up",
                        results.of(Role.UNGUARDED).figure(MOST_ASKED),
                        35,
                        "×"),
                Check.atMost(
                        "Seakeep asks for at most 2 times as many in a second as can be set up",
                        seakeep.figure(MOST_ASKED),
                        2,
                        "×"),
                Check.atMost(
                        "Seakeep has 99 % of the connections back as soon as the best of seven fixed ramps, within 1 %",
                        seakeep.figure(ALL_BACK) / seakeep.figure(BEST_RAMP), 1.01, "×"));
    }

    private static int processes(Length length) {
        return length == Length.QUICK ? 1_000 : 2_000;
    }
}
