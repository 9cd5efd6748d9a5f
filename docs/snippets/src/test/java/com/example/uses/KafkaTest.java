package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.Classifier;
import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.Verdict;
import io.seakeep.breaker.CircuitBreaker;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Use 8: a Kafka producer. It calls back, so a permit is taken before the record is sent and ended by the callback. */
class KafkaTest {

    static final class OrderEvents {
        private final Producer<String, String> producer;
        private final Dependency broker;

        OrderEvents(Producer<String, String> producer, Dependency broker) {
            this.producer = producer;
            this.broker = broker;
        }

        void publish(String order, String event) {
            Permit permit = broker.acquire();
            try {
                producer.send(new ProducerRecord<>("orders", order, event), (metadata, failure) -> {
                    if (failure == null) {
                        permit.succeed(metadata);
                    } else {
                        permit.fail(failure);
                    }
                });
            } catch (RuntimeException notEvenSent) {
                permit.fail(notEvenSent); // the second to end a permit does nothing, so this is safe
                throw notEvenSent;
            }
        }
    }

    /** Kafka has exceptions of its own for what took too long, and for what is the record's fault. */
    static final class KafkaClassifier implements Classifier {
        @Override
        public Verdict ofFailure(Throwable failure) {
            if (failure instanceof TimeoutException) {
                return Verdict.TIMED_OUT;
            }
            if (failure instanceof RecordTooLargeException) {
                return Verdict.IGNORED;
            }
            return failure instanceof RetriableException ? Verdict.FAILURE : Verdict.FATAL;
        }
    }

    private final Watched watched = new Watched();
    private final Dependency broker =
            watched.seakeep.dependency("kafka-orders", it -> it.classifier(new KafkaClassifier()));
    private final MockProducer<String, String> producer =
            new MockProducer<>(false, null, new StringSerializer(), new StringSerializer());
    private final OrderEvents events = new OrderEvents(producer, broker);

    @AfterEach
    void close() {
        producer.close();
        watched.close();
    }

    @Test
    void theCallbackEndsTheAttempt() {
        events.publish("o-1", "placed");
        events.publish("o-2", "placed");
        events.publish("o-3", "placed");
        events.publish("o-4", "placed");
        assertThat(watched.outcomesOf(broker).total())
                .as("sent, and not known how it ends")
                .isZero();

        producer.completeNext();
        producer.errorNext(new NotLeaderOrFollowerException("moved"));
        producer.errorNext(new TimeoutException("120000 ms have passed since batch creation"));
        producer.errorNext(new RecordTooLargeException("too large"));

        assertThat(watched.outcomesOf(broker)).hasToString("[SUCCESS 1, FAILURE 1, TIMED_OUT 1, IGNORED 1]");
    }

    @Test
    void whatSendThrowsIsCountedOnce() {
        producer.sendException = new TimeoutException("topic orders not present in metadata after 60000 ms");

        assertThatThrownBy(() -> events.publish("o-1", "placed")).isInstanceOf(TimeoutException.class);

        assertThat(watched.outcomesOf(broker)).hasToString("[TIMED_OUT 1]");
    }

    @Test
    void nothingIsSentWhileTheBreakerIsOpen() {
        broker.policy(CircuitBreaker.class).forceOpen();

        assertThatThrownBy(() -> events.publish("o-1", "placed")).isInstanceOf(CallRejectedException.class);

        assertThat(producer.history()).isEmpty();
    }
}
