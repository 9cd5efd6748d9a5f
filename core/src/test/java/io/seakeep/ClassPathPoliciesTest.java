package io.seakeep;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.deadline.CallDeadline;
import io.seakeep.deadline.StandardDeadline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes by being on the class path, in an order that nobody chose. */
class ClassPathPoliciesTest {

    private record Own(String name, Position position) implements Policy {

        @Override
        public Mode mode() {
            return Mode.OBSERVE;
        }

        @Override
        public void check(Problems problems) {}

        @Override
        public ActivePolicy start(PolicyScope scope) {
            return new FixedTimeout(1);
        }

        @Override
        public String describe() {
            return "own " + name;
        }
    }

    @Test
    void twoAtOnePositionAreOneTooMany_whicheverComesLast() {
        Policy own = new Own("own-deadline", Position.DEADLINE);
        Policy deadline = CallDeadline.after(Duration.ofSeconds(1));
        for (List<Policy> classPath : List.of(List.of(own, deadline), List.of(deadline, own))) {
            assertThatThrownBy(() -> new SpecResolver(classPath))
                    .isInstanceOf(IllegalConfigurationException.class)
                    .hasMessageContaining("policies on the class path")
                    .hasMessageContaining("position DEADLINE holds one policy, and 2 were given: ")
                    .hasMessageContaining("io.seakeep.ClassPathPoliciesTest$Own (own own-deadline)")
                    .hasMessageContaining("io.seakeep.deadline.CallDeadline (1 s for each call");
        }
    }

    /** Which of its settings has no value is nothing that anybody could mend. */
    @Test
    void soIsOneBesideTheStandardDeadline_whichHasNoLimit() {
        Policy own = new Own("own-deadline", Position.DEADLINE);
        assertThatThrownBy(() -> new SpecResolver(List.of(new StandardDeadline().standard(), own)))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("io.seakeep.deadline.CallDeadline (no limit)");
    }

    @Test
    void soAreTwoOfOneName() {
        assertThatThrownBy(() -> new SpecResolver(List.of(new Own("breaker", Position.ADMISSION), CircuitBreaker.of())))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("a policy name stands for one policy, and 2 are called breaker: "
                        + "io.seakeep.ClassPathPoliciesTest$Own (own breaker) | io.seakeep.breaker.");
    }
}
