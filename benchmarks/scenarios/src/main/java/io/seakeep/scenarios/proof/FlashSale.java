package io.seakeep.scenarios.proof;

import io.seakeep.Priority;
import io.seakeep.RequestContext;
import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.result.Check;
import io.seakeep.scenarios.result.ClientResult;
import io.seakeep.scenarios.result.Figure;
import io.seakeep.scenarios.result.Measure;
import io.seakeep.scenarios.result.Phase;
import io.seakeep.scenarios.result.Story;
import io.seakeep.scenarios.sim.Arrivals;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.ThreadPool;
import io.seakeep.scenarios.sim.World;
import io.seakeep.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * More buyers than anybody planned for, in the middle of a deploy. A shop answers all the world on the same threads and asks the servers of
 * the buyer's region, of which a part is away and a part has cold caches. As the news gets round, one region after the other is asked for
 * several times what it can do, and what waits for the first takes the threads of the others.
 *
 * <p>Nobody knows how much a region can do just then, so no limit is given. That a checkout matters more, and that buyers wait for two
 * seconds, is known.
 */
final class FlashSale implements Scenario {

    private static final String CHECKOUTS = "checkouts";
    private static final String USEFUL = "useful of the capacity";
    private static final String BACK = "back after";
    private static final String BEFORE = "before its own spike";

    private static final int REGIONS = 6;
    private static final int THREADS = 1_000;
    private static final int CONNECTIONS = 8_192;
    private static final double USUAL = 25;
    private static final double SPIKE = 20;
    private static final double CHECKOUT_SHARE = 0.05;
    private static final double RISE_SECONDS = 10;
    private static final double SPIKE_SECONDS = 30;
    private static final double SPREAD_SECONDS = 5;
    private static final double PATIENCE_SECONDS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Terms TERMS = Terms.of("orders", 1);

    @Override
    public Story story(Length length) {
        return new Story(
                "flash-sale",
                "Twenty times the buyers, in the middle of a deploy",
                "Within ten seconds twenty times as many ask a shop, in one region and five seconds later in the next: three times what its"
                        + " servers can answer, and just then they are replaced one by one. All six regions are answered on the same 1,000"
                        + " threads. Buyers wait for two seconds; one in twenty is at the checkout.",
                "Ari, Hong, Miller, Brandt and Long, \"Managing Flash Crowds on the Internet\", MASCOTS 2003, for flash crowds; how large, and"
                        + " that there is a deploy, is assumed",
                List.of(
                        new Phase("first region", beginsIn(0, length), endsIn(0, length)),
                        new Phase("last region", beginsIn(REGIONS - 1, length), endsIn(REGIONS - 1, length))));
    }

    @Override
    public ClientResult play(Role role, Library library, long seed, Length length) {
        World world = new World(seed);
        Shop shop = new Shop(world, library.client(world, TERMS), length);
        for (int region = 0; region < REGIONS; region++) {
            shop.open(region);
        }
        world.runUntil(end(length) + PATIENCE_SECONDS);
        return shop.all.result(role, shop.figures());
    }

    @Override
    public List<Check> judge(Results results) {
        ClientResult seakeep = results.of(Role.SEAKEEP);
        List<Check> checks = new ArrayList<>(List.of(
                Check.atLeast(
                        "Seakeep lets at least 99 % of the checkouts through", seakeep.figure(CHECKOUTS), 99, "%"),
                Check.atLeast(
                        "Seakeep makes at least 90 % of the capacity that there is useful while the spikes last",
                        seakeep.figure(USEFUL), 90, "%"),
                Check.atLeast(
                        "With Seakeep each region answers at least 99.9 % while others have their spike and it has not",
                        seakeep.figure(BEFORE), 99.9, "%"),
                Check.atMost(
                        "With Seakeep each region is back at 99 % within five seconds after its spike",
                        seakeep.figure(BACK), 5, "s")));
        for (Role role : List.of(Role.UNGUARDED, Role.TEXTBOOK)) {
            checks.add(Check.atMost(
                    "With " + role.words() + " some region answers at most 60 % although its spike has not begun",
                    results.of(role).figure(BEFORE),
                    60,
                    "%"));
            checks.add(Check.atMost(
                    "With " + role.words() + " at most 10 % of the checkouts are answered in time",
                    results.of(role).figure(CHECKOUTS),
                    10,
                    "%"));
        }
        return checks;
    }

    /** What all regions share, and what is written down. */
    private static final class Shop {

        private final World world;
        private final Client client;
        private final Length length;
        private final ThreadPool threads = new ThreadPool(THREADS, CONNECTIONS);
        private final Recorder all;
        private final Recorder checkouts;
        private final List<Recorder> regions = new ArrayList<>();

        Shop(World world, Client client, Length length) {
            this.world = world;
            this.client = client;
            this.length = length;
            this.all = new Recorder(world, 1, end(length));
            this.checkouts = new Recorder(world, 1, end(length));
        }

        void open(int number) {
            Region region = new Region(world);
            Recorder recorder = new Recorder(world, 1, end(length));
            regions.add(recorder);
            SplittableRandom random = world.random();
            double begins = beginsIn(number, length);
            region.deploy(begins);
            Order order = Order.of(all.counted(outgoing -> region.request())).key("region-" + number);
            Arrivals.changing(world, SPIKE * USUAL, second -> buyersPerSecond(second - begins), () -> {
                boolean pays = random.nextDouble() < CHECKOUT_SHARE;
                Supplier<CompletableFuture<String>> request =
                        noted(all, noted(recorder, ask(order, pays ? Priority.CRITICAL : Priority.DEFAULT)));
                (pays ? noted(checkouts, request) : request).get();
            });
        }

        private Supplier<CompletableFuture<String>> ask(Order order, Priority priority) {
            RequestContext request = RequestContext.none()
                    .withDeadline(Deadline.after(PATIENCE, world.time()))
                    .withPriority(priority);
            return () -> threads.submit(() -> client.call(order.within(request)));
        }

        private static Supplier<CompletableFuture<String>> noted(
                Recorder recorder, Supplier<CompletableFuture<String>> request) {
            return () -> recorder.request(request, PATIENCE_SECONDS);
        }

        List<Figure> figures() {
            double first = beginsIn(0, length);
            double useful = 0;
            double before = 1;
            double back = 0;
            for (int number = 0; number < REGIONS; number++) {
                Recorder region = regions.get(number);
                double begins = beginsIn(number, length);
                double ends = endsIn(number, length);
                useful += region.rate(Measure.USEFUL, begins + RISE_SECONDS, ends) / REGIONS;
                before = Math.min(before, region.goodput(first, begins));
                back = Math.max(back, region.secondsUntil(0.99, ends, end(length)));
            }
            return List.of(
                    new Figure(CHECKOUTS, 100 * checkouts.goodput(first, endsIn(REGIONS - 1, length)), "%"),
                    new Figure(USEFUL, 100 * useful / Region.meanCapacity(RISE_SECONDS, SPIKE_SECONDS), "%"),
                    new Figure(BEFORE, 100 * before, "%"),
                    new Figure(BACK, back, "s"),
                    new Figure("p99", all.millis(0.99, first, endsIn(REGIONS - 1, length)), "ms"));
        }
    }

    private static double buyersPerSecond(double sinceBegin) {
        return sinceBegin < 0 || sinceBegin >= SPIKE_SECONDS
                ? USUAL
                : USUAL * (1 + (SPIKE - 1) * Math.min(1, sinceBegin / RISE_SECONDS));
    }

    private static double beginsIn(int region, Length length) {
        return (length == Length.QUICK ? 20 : 180) + region * SPREAD_SECONDS;
    }

    private static double endsIn(int region, Length length) {
        return beginsIn(region, length) + SPIKE_SECONDS;
    }

    private static double end(Length length) {
        return endsIn(REGIONS - 1, length) + (length == Length.QUICK ? 15 : 60);
    }
}
