package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.sim.Sender;
import io.seakeep.scenarios.sim.World;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Which requests were given up that their server would have answered: it always does, some time. */
final class CutOffs {

    private final World world;
    private final double stepSeconds;
    private final double[] sent;
    private final double[] cutOff;

    /** @param endSecond after which none is counted */
    CutOffs(World world, double stepSeconds, double endSecond) {
        this.world = world;
        this.stepSeconds = stepSeconds;
        this.sent = new double[(int) Math.ceil(endSecond / stepSeconds)];
        this.cutOff = new double[sent.length];
    }

    /** The same, and each request of it is counted in the step in which it was sent. */
    Sender counted(Sender sender) {
        return outgoing -> {
            int step = stepAt(world.now());
            if (step >= sent.length) {
                return sender.send(outgoing);
            }
            sent[step]++;
            CompletableFuture<String> answer = sender.send(outgoing);
            answer.whenComplete((text, failure) -> {
                if (failure != null) {
                    cutOff[step]++;
                }
            });
            return answer; // itself, for it is what a client gives up
        };
    }

    /** The share of those that were sent in that time; 0 if none was. */
    double share(double fromSecond, double toSecond) {
        double all = sum(sent, fromSecond, toSecond);
        return all == 0 ? 0 : sum(cutOff, fromSecond, toSecond) / all;
    }

    private double sum(double[] counted, double fromSecond, double toSecond) {
        return Arrays.stream(counted, stepAt(fromSecond), Math.min(counted.length, stepAt(toSecond)))
                .sum();
    }

    private int stepAt(double second) {
        return (int) Math.floor(second / stepSeconds + 1e-9);
    }
}
