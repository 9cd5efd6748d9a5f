package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.hedges.Setting;
import io.seakeep.scenarios.hedges.TiedRequests;
import io.seakeep.scenarios.hedges.TiedScore;
import io.seakeep.scenarios.result.Check;
import io.seakeep.scenarios.result.ClientResult;
import io.seakeep.scenarios.result.Figure;
import io.seakeep.scenarios.result.Percentile;
import io.seakeep.scenarios.result.Story;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads that are sent to two replicas, of which the one that begins calls off the other; against the table of the paper. */
final class TiedReads implements Scenario {

    private static final double POINTS = 8;
    private static final String[] NAMES = {"p50", "p90", "p99", "p99.9"};

    @Override
    public Story story(Length length) {
        return new Story(
                "tied-requests",
                "Whoever begins first calls off the other",
                "Disks that do other work as well are asked for blocks, of which three have a copy. Each read goes to a second replica a"
                        + " millisecond later, and the one that begins with it calls off the other.",
                "Dean and Barroso, \"The Tail at Scale\", CACM 2013, table 2. How long a read takes and what else a disk does was fitted to its"
                        + " untied column",
                List.of());
    }

    /** The peers cannot call off what has not begun. */
    @Override
    public Set<Role> roles() {
        return EnumSet.of(Role.UNGUARDED, Role.SEAKEEP);
    }

    /** Tied requests are asked for outright, so this is the same whatever a library does by itself. */
    @Override
    public ClientResult play(Role role, Library library, long seed, Length length) {
        int reads = length == Length.QUICK ? 80_000 : 300_000;
        List<Figure> figures = new ArrayList<>();
        List<Percentile> percentiles = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            TiedScore score = role == Role.SEAKEEP
                    ? TiedRequests.tied(setting, seed, reads)
                    : TiedRequests.untied(setting, seed, reads);
            for (int quantile = 0; quantile < NAMES.length; quantile++) {
                figures.add(new Figure(name(setting, quantile), score.millis(quantile), "ms"));
                if (setting == Setting.WITH_TERASORT) {
                    percentiles.add(new Percentile(Setting.QUANTILES.get(quantile), score.millis(quantile)));
                }
            }
        }
        return new ClientResult(role.words(), 1, List.of(), percentiles, figures);
    }

    @Override
    public List<Check> judge(Results results) {
        List<Check> checks = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            for (int quantile = 0; quantile < NAMES.length; quantile++) {
                String name = name(setting, quantile);
                double less = 100
                        * (1
                                - results.of(Role.SEAKEEP).figure(name)
                                        / results.of(Role.UNGUARDED).figure(name));
                double inPaper = 100 * (1 - setting.tiedMillis(quantile) / setting.untiedMillis(quantile));
                checks.add(new Check(
                        String.format(
                                Locale.ROOT,
                                "%s is less by the paper's %.0f %%, within %.0f points",
                                name,
                                inPaper,
                                POINTS),
                        String.format(Locale.ROOT, "%.1f %%", less),
                        Math.abs(less - inPaper) <= POINTS));
            }
        }
        return checks;
    }

    private static String name(Setting setting, int quantile) {
        return NAMES[quantile] + " " + setting.words();
    }
}
