package io.seakeep.scenarios.proof;

import io.seakeep.RequestContext;
import io.seakeep.scenarios.result.Measure;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Sender;
import io.seakeep.scenarios.sim.World;
import io.seakeep.time.Deadline;
import io.seakeep.time.TimerHandle;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Users who do not wait. Where nothing has come after 400 ms they give that request up and ask again: people refresh the page three to five
 * times, an app tries ten times more without thinking. Who gets an error does the same. Then they are gone.
 */
final class Crowd {

    static final double PATIENCE_SECONDS = 0.4;

    private static final double APPS = 0.3;
    private static final int TRIES_OF_AN_APP = 11;
    private static final int FEWEST_TRIES_OF_PEOPLE = 4;
    private static final int MOST_TRIES_OF_PEOPLE = 6;
    private static final double PAUSE_OF_AN_APP = 0.1;
    private static final double SHORTEST_PAUSE_OF_PEOPLE = 0.2;
    private static final double LONGEST_PAUSE_OF_PEOPLE = 0.6;
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private final World world;
    private final SplittableRandom random;
    private final Client client;
    private final Sender sender;
    private final Recorder recorder;

    Crowd(World world, Client client, Sender sender, Recorder recorder) {
        this.world = world;
        this.random = world.random();
        this.client = client;
        this.sender = sender;
        this.recorder = recorder;
    }

    /** One more comes. */
    void arrive() {
        recorder.count(Measure.OFFERED);
        boolean isApp = random.nextDouble() < APPS;
        int tries = isApp ? TRIES_OF_AN_APP : random.nextInt(FEWEST_TRIES_OF_PEOPLE, MOST_TRIES_OF_PEOPLE + 1);
        double pause = isApp ? PAUSE_OF_AN_APP : random.nextDouble(SHORTEST_PAUSE_OF_PEOPLE, LONGEST_PAUSE_OF_PEOPLE);
        new User(world.now(), pause).ask(tries);
    }

    private Order order() {
        return Order.of(sender).within(RequestContext.none().withDeadline(Deadline.after(PATIENCE, world.time())));
    }

    private final class User {

        private final double came;
        private final double pauseSeconds;

        User(double came, double pauseSeconds) {
            this.came = came;
            this.pauseSeconds = pauseSeconds;
        }

        void ask(int tries) {
            if (tries == 0) {
                recorder.count(Measure.FAILED);
                return;
            }
            CompletableFuture<String> shown = new CompletableFuture<>();
            TimerHandle patience = world.after(PATIENCE_SECONDS, () -> shown.cancel(false));
            client.call(order()).whenComplete((answer, failure) -> {
                patience.cancel();
                if (failure == null) {
                    shown.complete(answer);
                } else {
                    shown.completeExceptionally(failure);
                }
            });
            shown.whenComplete((answer, failure) -> {
                if (failure == null) {
                    recorder.useful(came, world.now() - came);
                } else {
                    world.after(pauseSeconds, () -> ask(tries - 1));
                }
            });
        }
    }
}
