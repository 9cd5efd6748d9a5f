package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.Classifier;
import io.seakeep.Dependency;
import io.seakeep.Verdict;
import io.seakeep.breaker.BreakerState;
import io.seakeep.breaker.CircuitBreaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Use 11: one dependency in several regions, behind a client that throws for a 404. */
class KeyedTest {

    /** A client as many are: whatever is not 200 comes as an exception. */
    static final class StatusException extends Exception {
        private static final long serialVersionUID = 1L;

        final int status;

        StatusException(int status) {
            super("status " + status);
            this.status = status;
        }
    }

    interface CustomerClient {
        String customer(String region, String id) throws StatusException;
    }

    /** "There is no such customer" is a good answer; five of them in a row must not open a breaker. */
    static final class ByStatus implements Classifier {
        @Override
        public Verdict ofFailure(Throwable failure) {
            return failure instanceof StatusException answer
                    ? Verdict.ofHttp(answer.status)
                    : Classifier.super.ofFailure(failure);
        }
    }

    static final class Customers {
        private final Dependency customers;
        private final CustomerClient client;

        Customers(Dependency customers, CustomerClient client) {
            this.customers = customers;
            this.client = client;
        }

        /** Each region has a breaker and latencies of its own. */
        String find(String region, String id) throws StatusException {
            return customers.key(region).call(attempt -> client.customer(region, id));
        }
    }

    private final Watched watched = new Watched();
    private final Dependency dependency = watched.seakeep.dependency(
            "customers", it -> it.classifier(new ByStatus()).maxKeys(2));

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void aMissingCustomerIsAnAnswer() {
        Customers customers = new Customers(dependency, (region, id) -> {
            throw new StatusException(404);
        });

        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> customers.find("eu-west-1", "nobody")).isInstanceOf(StatusException.class);
        }

        assertThat(watched.outcomesOf(dependency.key("eu-west-1"))).hasToString("[SUCCESS 100]");
    }

    @Test
    void aRegionThatFailsTakesNoOtherWithIt() throws StatusException {
        Customers customers = new Customers(dependency, (region, id) -> {
            if (region.equals("us-east-1")) {
                throw new StatusException(503);
            }
            return "Ada";
        });

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> customers.find("us-east-1", "7")).hasMessage("status 503");
        }

        assertThatThrownBy(() -> customers.find("us-east-1", "7"))
                .isInstanceOf(CallRejectedException.class)
                .hasMessageContaining("customers[us-east-1]");
        assertThat(customers.find("eu-west-1", "7")).isEqualTo("Ada");
    }

    @Test
    void keysAreBoundedInNumber() {
        Dependency first = dependency.key("eu-west-1");
        Dependency second = dependency.key("us-east-1");

        // What comes after the last place shares one pipeline: a key made of user input cannot fill the memory.
        assertThat(dependency.key("ap-south-1")).isSameAs(dependency.key("sa-east-1"));
        assertThat(dependency.key("sa-east-1").name()).isEqualTo("customers[*]");
        assertThat(dependency.key("eu-west-1")).isSameAs(first).isNotSameAs(second);
        assertThat(first.policy(CircuitBreaker.class).state()).isEqualTo(BreakerState.CLOSED);
    }
}
