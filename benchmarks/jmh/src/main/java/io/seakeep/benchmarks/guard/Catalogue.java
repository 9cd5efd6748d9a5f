package io.seakeep.benchmarks.guard;

import io.seakeep.benchmarks.CallBenchmark;
import io.seakeep.benchmarks.CodeRotation;
import io.seakeep.benchmarks.Durations;
import io.seakeep.benchmarks.Floor;
import io.seakeep.benchmarks.RecordingBenchmark;
import io.seakeep.benchmarks.TickBenchmark;
import io.seakeep.benchmarks.TimerBenchmark;
import java.util.List;
import java.util.function.Supplier;

/** What the guard measures. The operations are those of the JMH benchmarks. */
final class Catalogue {

    private static final List<Comparison> ALL = List.of(
            new Comparison("begin and end", "LongAdder.increment", Catalogue::beginEnd),
            new Comparison("call", "two clock reads", Catalogue::call),
            new Comparison("call among others", "two clock reads", Catalogue::callAmongOthers),
            new Comparison("opaque call", "two clock reads around the same code", Catalogue::opaqueCall),
            new Comparison("arm and cancel", "ScheduledThreadPoolExecutor", Catalogue::armAndCancel),
            new Comparison("tick", "the attempts that end before it, without it", Catalogue::tick),
            new Comparison("dependency, untouched", "", () -> new FootprintTrial(0)),
            new Comparison("dependency, used", "", () -> new FootprintTrial(100)));

    private Catalogue() {}

    static List<Comparison> all() {
        return ALL;
    }

    static Comparison named(String name) {
        return ALL.stream()
                .filter(comparison -> comparison.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is called " + name + ", only "
                        + ALL.stream().map(Comparison::name).toList()));
    }

    private static Trial beginEnd() {
        RecordingBenchmark ours = new RecordingBenchmark();
        Floor floor = new Floor();
        return new InterleavedTrial()
                .with(Role.OURS, () -> {
                    Durations durations = new Durations();
                    return operations -> {
                        for (int i = 0; i < operations; i++) {
                            ours.trackerBeginEnd(durations);
                        }
                    };
                })
                .with(Role.FLOOR, () -> {
                    Durations durations = new Durations();
                    return operations -> {
                        for (int i = 0; i < operations; i++) {
                            Sink.eat(durations.next());
                            floor.increment();
                        }
                    };
                });
    }

    /** The JIT sees through the call. */
    private static Trial call() {
        return call(new CallBenchmark());
    }

    /**
     * The JIT could see through the call, but meets it when the process has long made other calls: what is compiled by then
     * it may not compile once more into this one.
     */
    private static Trial callAmongOthers() {
        CallBenchmark ours = new CallBenchmark();
        ours.callFromElsewhere();
        return call(ours);
    }

    private static Trial call(CallBenchmark ours) {
        Floor floor = new Floor();
        return new InterleavedTrial()
                .with(Role.OURS, () -> {
                    return operations -> {
                        for (int i = 0; i < operations; i++) {
                            Sink.eat(ours.seakeep());
                        }
                    };
                })
                .with(Role.FLOOR, () -> {
                    return operations -> {
                        for (int i = 0; i < operations; i++) {
                            Sink.eat(floor.twoClockReads());
                        }
                    };
                })
                .with(Role.INCREMENT, increments());
    }

    private static Trial opaqueCall() {
        CallBenchmark ours = new CallBenchmark();
        Floor floor = new Floor();
        return new InterleavedTrial()
                .with(Role.OURS, () -> {
                    CodeRotation rotation = new CodeRotation();
                    return operations -> {
                        for (int i = 0; i < operations; i++) {
                            Sink.eat(ours.seakeepOpaque(rotation));
                        }
                    };
                })
                .with(Role.FLOOR, () -> {
                    CodeRotation rotation = new CodeRotation();
                    return operations -> {
                        for (int i = 0; i < operations; i++) {
                            Sink.eat(floor.twoClockReadsOpaque(rotation));
                        }
                    };
                })
                .with(Role.INCREMENT, increments());
    }

    private static Trial armAndCancel() {
        TimerBenchmark timers = new TimerBenchmark();
        return new InterleavedTrial()
                .with(Role.OURS, () -> {
                    return operations -> {
                        for (int i = 0; i < operations; i++) {
                            Sink.eat(timers.seakeep());
                        }
                    };
                })
                .with(Role.FLOOR, () -> {
                    return operations -> {
                        for (int i = 0; i < operations; i++) {
                            Sink.eat(timers.scheduledThreadPool());
                        }
                    };
                });
    }

    /** One operation is the tick of one dependency. */
    private static Trial tick() {
        return new InterleavedTrial()
                .with(Role.OURS, () -> {
                    TickBenchmark service = new TickBenchmark();
                    return operations -> {
                        for (int i = 0; i < operations; i += TickBenchmark.DEPENDENCIES) {
                            service.attemptsAndTick();
                        }
                    };
                })
                .with(Role.FLOOR, () -> {
                    TickBenchmark service = new TickBenchmark();
                    return operations -> {
                        for (int i = 0; i < operations; i += TickBenchmark.DEPENDENCIES) {
                            service.attemptsAlone();
                        }
                    };
                });
    }

    private static Supplier<Loop> increments() {
        Floor floor = new Floor();
        return () -> {
            return operations -> {
                for (int i = 0; i < operations; i++) {
                    floor.increment();
                }
            };
        };
    }
}
