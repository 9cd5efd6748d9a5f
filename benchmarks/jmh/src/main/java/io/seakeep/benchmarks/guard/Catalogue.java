package io.seakeep.benchmarks.guard;

import io.seakeep.RequestContext;
import io.seakeep.benchmarks.AsyncTimeoutBenchmark;
import io.seakeep.benchmarks.BulkheadBenchmark;
import io.seakeep.benchmarks.CallBenchmark;
import io.seakeep.benchmarks.CodeRotation;
import io.seakeep.benchmarks.DeadlineBenchmark;
import io.seakeep.benchmarks.Durations;
import io.seakeep.benchmarks.Floor;
import io.seakeep.benchmarks.HedgeBenchmark;
import io.seakeep.benchmarks.LaterCallBenchmark;
import io.seakeep.benchmarks.MetricsBenchmark;
import io.seakeep.benchmarks.RecordingBenchmark;
import io.seakeep.benchmarks.RejectionBenchmark;
import io.seakeep.benchmarks.TickBenchmark;
import io.seakeep.benchmarks.TimerBenchmark;
import io.seakeep.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the guard measures. The operations are those of the JMH benchmarks. Each loop stands here by itself, though they look
 * alike: a loop that they shared would be one piece of code to the JIT, with all of them mixed up in its profile.
 */
final class Catalogue {

    private static final int CALLS_BEFORE_IDLE = 100;
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private static final List<Comparison> ALL = List.of(
            new Comparison("record", "LongAdder.increment", Catalogue::record),
            new Comparison("begin and end", "LongAdder.increment", Catalogue::beginAndEnd),
            new Comparison("call", "two clock reads", Catalogue::call),
            new Comparison("call among others", "two clock reads", Catalogue::callAmongOthers),
            new Comparison("opaque call", "two clock reads around the same code", Catalogue::opaqueCall),
            new Comparison("call with retry", "the guarded call without", () -> callWith(Duration.ZERO)),
            new Comparison("call with inherited deadline", "the guarded call without", () -> callWith(AN_HOUR)),
            new Comparison("call with own deadline", "the guarded call without", Catalogue::callWithOwnDeadline),
            new Comparison(
                    "call with metrics", "the guarded call without, in the same run", Catalogue::callWithMetrics),
            new Comparison("async call", "the user's future alone", Catalogue::asyncCall),
            new Comparison("bulkhead", "one that each thread has for itself", Catalogue::bulkhead),
            new Comparison("bulkhead, beside", "Resilience4j's", Catalogue::bulkheadBeside),
            new Comparison("full call", "two clock reads", Catalogue::fullCall),
            new Comparison("full call, beside", "Resilience4j's retry(breaker(bulkhead))", Catalogue::fullCallBeside),
            new Comparison("rejection", "Resilience4j's", Catalogue::rejection),
            new Comparison("arm and cancel", "ScheduledThreadPoolExecutor, none armed", () -> armAndCancel(0)),
            new Comparison("arm and cancel, busy", "ScheduledThreadPoolExecutor, 100 armed", () -> armAndCancel(100)),
            new Comparison("async timeout", "the call without, in orTimeout's", () -> asyncTimeout(orTimeouts())),
            new Comparison("async timeout, beside", "the call without, in Failsafe's", () -> asyncTimeout(failsafes())),
            new Comparison(
                    "async hedge",
                    "a race of stages, as in Resilience4j",
                    () -> asyncHedge(HedgeBenchmark::raceOfStages)),
            new Comparison(
                    "async hedge, beside",
                    "a race of tasks, as in Polly",
                    () -> asyncHedge(HedgeBenchmark::raceOfTasks)),
            new Comparison(
                    "tick with timeout", "the attempts that end before it, without it", Catalogue::tickWithTimeout),
            new Comparison("tick", "the attempts that end before it, without it", Catalogue::tick),
            new Comparison("idle dependency", "", () -> new FootprintTrial(0)),
            new Comparison("used dependency", "", () -> new FootprintTrial(CALLS_BEFORE_IDLE)));

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

    private static Trial record() {
        RecordingBenchmark ours = new RecordingBenchmark();
        return new InterleavedTrial()
                .with(Role.OURS, () -> {
                    Durations durations = new Durations();
                    return operations -> {
                        for (int i = 0; i < operations; i++) {
                            ours.trackerRecord(durations);
                        }
                    };
                })
                .with(Role.FLOOR, incrementsWithDurations());
    }

    private static Trial beginAndEnd() {
        RecordingBenchmark ours = new RecordingBenchmark();
        return new InterleavedTrial()
                .with(Role.OURS, () -> {
                    Durations durations = new Durations();
                    return operations -> {
                        for (int i = 0; i < operations; i++) {
                            ours.trackerBeginEnd(durations);
                        }
                    };
                })
                .with(Role.FLOOR, incrementsWithDurations());
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
                .with(Role.OURS, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(ours.seakeep());
                    }
                })
                .with(Role.FLOOR, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(floor.twoClockReads());
                    }
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

    /** With retries, on threads that are bound to a deadline if it is above zero. */
    private static Trial callWith(Duration deadline) {
        DeadlineBenchmark calls = new DeadlineBenchmark();
        return new InterleavedTrial()
                .with(
                        Role.OURS,
                        () -> operations -> bound(deadline, () -> {
                            for (int i = 0; i < operations; i++) {
                                Sink.eat(calls.retried());
                            }
                        }))
                .with(Role.FLOOR, guarded(calls));
    }

    private static void bound(Duration deadline, Runnable work) {
        if (deadline.isZero()) {
            work.run();
        } else {
            RequestContext.none().withDeadline(Deadline.after(deadline)).run(work);
        }
    }

    private static Trial callWithOwnDeadline() {
        DeadlineBenchmark calls = new DeadlineBenchmark();
        return new InterleavedTrial()
                .with(Role.OURS, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(calls.limited());
                    }
                })
                .with(Role.FLOOR, guarded(calls));
    }

    /** Bound to a registry that is scraped once a second. */
    private static Trial callWithMetrics() {
        MetricsBenchmark calls = new MetricsBenchmark();
        return new InterleavedTrial()
                .with(Role.OURS, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(calls.bound());
                    }
                })
                .with(Role.FLOOR, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(calls.unbound());
                    }
                });
    }

    private static Supplier<Loop> guarded(DeadlineBenchmark calls) {
        return () -> operations -> {
            for (int i = 0; i < operations; i++) {
                Sink.eat(calls.guarded());
            }
        };
    }

    private static Trial asyncCall() {
        return new InterleavedTrial()
                .with(Role.OURS, () -> {
                    LaterCallBenchmark calls = new LaterCallBenchmark();
                    return operations -> {
                        for (int i = 0; i < operations; i++) {
                            Sink.eat(calls.seakeep());
                        }
                    };
                })
                .with(Role.FLOOR, () -> {
                    LaterCallBenchmark calls = new LaterCallBenchmark();
                    return operations -> {
                        for (int i = 0; i < operations; i++) {
                            Sink.eat(calls.bare());
                        }
                    };
                });
    }

    private static Trial bulkhead() {
        BulkheadBenchmark shared = new BulkheadBenchmark();
        return new InterleavedTrial()
                .with(Role.OURS, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(shared.seakeep());
                    }
                })
                .with(Role.FLOOR, () -> {
                    BulkheadBenchmark own = new BulkheadBenchmark();
                    return operations -> {
                        for (int i = 0; i < operations; i++) {
                            Sink.eat(own.seakeep());
                        }
                    };
                });
    }

    private static Trial bulkheadBeside() {
        BulkheadBenchmark bulkheads = new BulkheadBenchmark();
        return new InterleavedTrial()
                .with(Role.OURS, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(bulkheads.seakeep());
                    }
                })
                .with(Role.FLOOR, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(bulkheads.resilience4j());
                    }
                });
    }

    private static Trial fullCall() {
        CallBenchmark calls = new CallBenchmark();
        Floor floor = new Floor();
        return new InterleavedTrial()
                .with(Role.OURS, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(calls.seakeepFull());
                    }
                })
                .with(Role.FLOOR, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(floor.twoClockReads());
                    }
                })
                .with(Role.INCREMENT, increments());
    }

    private static Trial fullCallBeside() {
        CallBenchmark calls = new CallBenchmark();
        return new InterleavedTrial()
                .with(Role.OURS, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(calls.seakeepFull());
                    }
                })
                .with(Role.FLOOR, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(calls.resilience4jRetryBreakerBulkhead());
                    }
                });
    }

    private static Trial rejection() {
        RejectionBenchmark rejections = new RejectionBenchmark();
        return new InterleavedTrial()
                .with(Role.OURS, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(rejections.seakeep());
                    }
                })
                .with(Role.FLOOR, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(rejections.resilience4j());
                    }
                });
    }

    private static Trial armAndCancel(int armed) {
        TimerBenchmark timers = new TimerBenchmark();
        timers.armed = armed;
        timers.arm();
        return new InterleavedTrial()
                .with(Role.OURS, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(timers.seakeep());
                    }
                })
                .with(Role.FLOOR, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(timers.scheduledThreadPool());
                    }
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

    /** With the estimate that an adaptive timeout makes. */
    private static Trial tickWithTimeout() {
        return new InterleavedTrial()
                .with(Role.OURS, () -> {
                    TickBenchmark service = new TickBenchmark();
                    return operations -> {
                        for (int i = 0; i < operations; i += TickBenchmark.DEPENDENCIES) {
                            service.attemptsAndTickWithTimeout();
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

    private static Trial asyncTimeout(Supplier<Loop> unit) {
        AsyncTimeoutBenchmark calls = new AsyncTimeoutBenchmark();
        return new InterleavedTrial()
                .with(Role.OURS, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(calls.seakeepTimed());
                    }
                })
                .with(Role.FLOOR, () -> operations -> {
                    for (int i = 0; i < operations; i++) {
                        Sink.eat(calls.seakeepUntimed());
                    }
                })
                .with(Role.INCREMENT, unit);
    }

    private static Trial asyncHedge(Function<HedgeBenchmark, Object> other) {
        return new InterleavedTrial()
                .with(Role.OURS, () -> hedges(HedgeBenchmark::seakeep))
                .with(Role.FLOOR, () -> hedges(other));
    }

    private static Loop hedges(Function<HedgeBenchmark, Object> call) {
        HedgeBenchmark calls = new HedgeBenchmark();
        return operations -> {
            for (int i = 0; i < operations; i++) {
                Sink.eat(call.apply(calls));
            }
        };
    }

    private static Supplier<Loop> orTimeouts() {
        AsyncTimeoutBenchmark calls = new AsyncTimeoutBenchmark();
        return () -> operations -> {
            for (int i = 0; i < operations; i++) {
                Sink.eat(calls.orTimeout());
            }
        };
    }

    private static Supplier<Loop> failsafes() {
        AsyncTimeoutBenchmark calls = new AsyncTimeoutBenchmark();
        return () -> operations -> {
            for (int i = 0; i < operations; i++) {
                Sink.eat(calls.failsafe());
            }
        };
    }

    private static Supplier<Loop> increments() {
        Floor floor = new Floor();
        return () -> operations -> {
            for (int i = 0; i < operations; i++) {
                floor.increment();
            }
        };
    }

    /** Each beside a duration read from memory, because what it is compared with reads one too. */
    private static Supplier<Loop> incrementsWithDurations() {
        Floor floor = new Floor();
        return () -> {
            Durations durations = new Durations();
            return operations -> {
                for (int i = 0; i < operations; i++) {
                    Sink.eat(durations.next());
                    floor.increment();
                }
            };
        };
    }
}
