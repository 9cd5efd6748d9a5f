package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.seakeep.Attempt;
import io.seakeep.Classifier;
import io.seakeep.Dependency;
import io.seakeep.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Use 5: gRPC. The method is described by hand here; a generated stub takes the same options. */
@Timeout(20)
class GrpcTest {

    static final class Greeter {
        private final Channel channel;
        private final Dependency greeter;

        Greeter(Channel channel, Dependency greeter) {
            this.channel = channel;
            this.greeter = greeter;
        }

        /** With a stub: {@code stub.withDeadlineAfter(attempt.remaining(NANOSECONDS), NANOSECONDS).greet(name)}. */
        String greet(String name) {
            return greeter.call(attempt -> ClientCalls.blockingUnaryCall(channel, GREET, options(attempt), name));
        }

        CompletableFuture<String> greetAsync(String name) {
            return greeter.callAsync(attempt -> {
                ListenableFuture<String> answer =
                        ClientCalls.futureUnaryCall(channel.newCall(GREET, options(attempt)), name);
                attempt.cancels(answer);
                return stage(answer);
            });
        }

        private static CallOptions options(Attempt attempt) {
            return CallOptions.DEFAULT.withDeadlineAfter(attempt.remaining(TimeUnit.NANOSECONDS), TimeUnit.NANOSECONDS);
        }
    }

    /** Most codes say that the server did its work: whoever asks for what is not there gets a good answer. */
    static final class GrpcClassifier implements Classifier {
        @Override
        public Verdict ofFailure(Throwable failure) {
            if (!(failure instanceof StatusRuntimeException)) {
                return Classifier.super.ofFailure(failure);
            }
            return switch (Status.fromThrowable(failure).getCode()) {
                case UNAVAILABLE, ABORTED -> Verdict.FAILURE;
                case INTERNAL, UNKNOWN, DATA_LOSS, UNIMPLEMENTED -> Verdict.FATAL;
                case RESOURCE_EXHAUSTED -> Verdict.THROTTLED;
                case DEADLINE_EXCEEDED -> Verdict.TIMED_OUT;
                case CANCELLED -> Verdict.CANCELLED;
                default -> Verdict.SUCCESS;
            };
        }
    }

    private static <T> CompletableFuture<T> stage(ListenableFuture<T> future) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        Futures.addCallback(
                future,
                new FutureCallback<T>() {
                    @Override
                    public void onSuccess(T answer) {
                        stage.complete(answer);
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        stage.completeExceptionally(failure);
                    }
                },
                MoreExecutors.directExecutor());
        return stage;
    }

    private final Watched watched = new Watched();
    private final Dependency dependency =
            watched.seakeep.dependency("greeter", it -> it.classifier(new GrpcClassifier()));
    private final Service service = new Service();
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        server = InProcessServerBuilder.forName("greeter-" + System.identityHashCode(this))
                .addService(ServerServiceDefinition.builder("example.Greeter")
                        .addMethod(GREET, ServerCalls.asyncUnaryCall(service))
                        .build())
                .build()
                .start();
        channel = InProcessChannelBuilder.forName("greeter-" + System.identityHashCode(this))
                .disableRetry() // one attempt is one attempt
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
        watched.close();
    }

    @Test
    void answersAndJudgesByCode() {
        Greeter greeter = new Greeter(channel, dependency);

        assertThat(greeter.greet("Ada")).isEqualTo("hello Ada");
        assertThat(greeter.greetAsync("Grace"))
                .succeedsWithin(10, TimeUnit.SECONDS)
                .isEqualTo("hello Grace");
        assertThatThrownBy(() -> greeter.greet("NOT_FOUND")).isInstanceOf(StatusRuntimeException.class);
        assertThatThrownBy(() -> greeter.greet("UNAVAILABLE")).isInstanceOf(StatusRuntimeException.class);
        assertThatThrownBy(() -> greeter.greet("RESOURCE_EXHAUSTED")).isInstanceOf(StatusRuntimeException.class);

        assertThat(watched.outcomesOf(dependency)).hasToString("[SUCCESS 3, FAILURE 1, THROTTLED 1]");
    }

    @Test
    void handsTheTimeoutOnAsADeadline() {
        Dependency hurried = watched.seakeep.dependency(
                "greeter-hurried",
                it -> it.classifier(new GrpcClassifier()).with(new AttemptsTakeAtMost(Duration.ofMillis(50))));

        assertThatThrownBy(() -> new Greeter(channel, hurried).greet(Service.NOBODY_HOME))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));

        assertThat(watched.outcomesOf(hurried)).hasToString("[TIMED_OUT 1]");
    }

    @Test
    void cancellingTheFutureCancelsTheCallAtTheServer() throws Exception {
        CompletableFuture<String> greeting = new Greeter(channel, dependency).greetAsync(Service.NOBODY_HOME);
        service.asked.get(10, TimeUnit.SECONDS);

        greeting.cancel(true);

        service.cancelled.get(5, TimeUnit.SECONDS);
        assertThat(watched.outcomesOf(dependency)).hasToString("[CANCELLED 1]");
    }

    private static final MethodDescriptor<String, String> GREET = MethodDescriptor.<String, String>newBuilder()
            .setType(MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName("example.Greeter", "Greet"))
            .setRequestMarshaller(new Text())
            .setResponseMarshaller(new Text())
            .build();

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Greets; answers to the name of a code with that code; and does not answer at all when nobody is at home. */
    private static final class Service implements ServerCalls.UnaryMethod<String, String> {
        static final String NOBODY_HOME = "nobody home";

        final CompletableFuture<Void> asked = new CompletableFuture<>();
        final CompletableFuture<Void> cancelled = new CompletableFuture<>();

        @Override
        public void invoke(String name, StreamObserver<String> answers) {
            if (name.equals(NOBODY_HOME)) {
                ((ServerCallStreamObserver<String>) answers).setOnCancelHandler(() -> cancelled.complete(null));
                asked.complete(null);
            } else if (name.equals(name.toUpperCase(Locale.ROOT))) {
                answers.onError(Status.fromCode(Status.Code.valueOf(name)).asRuntimeException());
            } else {
                answers.onNext("hello " + name);
                answers.onCompleted();
            }
        }
    }
}
