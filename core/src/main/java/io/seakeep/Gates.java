package io.seakeep;

import io.seakeep.Rejections.By;
import io.seakeep.latency.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The gates of a pipeline, outermost first.
 *
 * <p>They stand in four fields and not in an array for two reasons. Their tokens must live in the caller's local
 * variables: an array of them would be an allocation for every call. And each has its own call site, so that the JIT
 * sees one class at each (the breaker here, the bulkhead there) and inlines it, where a loop over an array would show it
 * all of them at one. Entering is written so that a caller reads {@code t1 = enterAdmission(…); t2 = enterBreaker(…, t1)}
 * and so on: what refuses takes back all that was entered before it, and throws.
 *
 * <p>Gates throw nothing: {@link GuardedGate} sees to that for those we did not write.
 */
final class Gates {

    private final @Nullable Gate admission;
    private final @Nullable Gate breaker;
    private final @Nullable Gate bulkhead;
    private final @Nullable WaitingGate waiting;
    private final @Nullable Gate rateLimit;
    private final Rejections rejections;

    Gates(
            @Nullable Gate admission,
            @Nullable Gate breaker,
            @Nullable Gate bulkhead,
            @Nullable Gate rateLimit,
            Rejections rejections) {
        this.admission = admission;
        this.breaker = breaker;
        this.bulkhead = bulkhead;
        this.waiting = bulkhead instanceof WaitingGate gate ? gate : null;
        this.rateLimit = rateLimit;
        this.rejections = rejections;
    }

    /** Of this pipeline. */
    Rejections rejections() {
        return rejections;
    }

    /** The bulkhead, if attempts are to run on threads of their own. */
    @Nullable
    IsolatingGate isolating() {
        return bulkhead instanceof IsolatingGate gate && gate.isolates() ? gate : null;
    }

    long enterAdmission(CallTraits traits, long now) {
        if (admission == null) {
            return 0;
        }
        long token = admission.tryEnter(traits, now);
        if (token < 0) {
            throw rejections.noted(By.ADMISSION, admission.rejection(token, now));
        }
        return token;
    }

    long enterBreaker(CallTraits traits, long now, long t0) {
        if (breaker == null) {
            return 0;
        }
        long token = breaker.tryEnter(traits, now);
        if (token < 0) {
            throw rejections.noted(By.BREAKER, refused(breaker, token, now, t0, 0, 0, Position.BREAKER));
        }
        return token;
    }

    /** Answers {@link WaitingGate#WAIT} for an attempt that has to wait. */
    long enterBulkhead(CallTraits traits, long now, long t0, long t1) {
        if (bulkhead == null) {
            return 0;
        }
        long token = bulkhead.tryEnter(traits, now);
        if (token < 0 && (token != WaitingGate.WAIT || waiting == null)) {
            throw rejections.noted(By.BULKHEAD, refused(bulkhead, token, now, t0, t1, 0, Position.BULKHEAD));
        }
        return token;
    }

    /** Lets an attempt wait at the bulkhead, which has answered that it may. */
    GateWait await(CallTraits traits, long now, long latest, Waiter waiter) {
        return Objects.requireNonNull(waiting).await(traits, now, latest, waiter);
    }

    /** The wait at the bulkhead came to nothing. */
    CallRejectedException refusedWaiting(long refusal, long now, long t0, long t1) {
        CallRejectedException refused =
                refused(Objects.requireNonNull(bulkhead), refusal, now, t0, t1, 0, Position.BULKHEAD);
        return refusal == WaitingGate.CALLED_OFF ? refused : rejections.noted(By.BULKHEAD, refused);
    }

    long enterRateLimit(CallTraits traits, long now, long t0, long t1, long t2) {
        if (rateLimit == null) {
            return 0;
        }
        long token = rateLimit.tryEnter(traits, now);
        if (token < 0) {
            throw rejections.noted(By.RATE_LIMIT, refused(rateLimit, token, now, t0, t1, t2, Position.RATE_LIMIT));
        }
        return token;
    }

    private CallRejectedException refused(
            Gate gate, long refusal, long now, long t0, long t1, long t2, Position refusing) {
        if (bulkhead != null && refusing.compareTo(Position.BULKHEAD) > 0) {
            bulkhead.withdraw(t2);
        }
        if (breaker != null && refusing.compareTo(Position.BREAKER) > 0) {
            breaker.withdraw(t1);
        }
        if (admission != null) {
            admission.withdraw(t0);
        }
        return gate.rejection(refusal, now);
    }

    /** The attempt was let in by all gates and never ran. */
    void withdraw(long t0, long t1, long t2, long t3) {
        if (rateLimit != null) {
            rateLimit.withdraw(t3);
        }
        withdraw(t0, t1, t2);
    }

    /** It came no further than the bulkhead. */
    void withdraw(long t0, long t1, long t2) {
        if (bulkhead != null) {
            bulkhead.withdraw(t2);
        }
        withdraw(t0, t1);
    }

    /** It came no further than the breaker. */
    void withdraw(long t0, long t1) {
        if (breaker != null) {
            breaker.withdraw(t1);
        }
        if (admission != null) {
            admission.withdraw(t0);
        }
    }

    void exit(long t0, long t1, long t2, long t3, Outcome outcome, long duration, long now) {
        if (rateLimit != null) {
            rateLimit.exit(t3, outcome, duration, now);
        }
        if (bulkhead != null) {
            bulkhead.exit(t2, outcome, duration, now);
        }
        if (breaker != null) {
            breaker.exit(t1, outcome, duration, now);
        }
        if (admission != null) {
            admission.exit(t0, outcome, duration, now);
        }
    }
}
