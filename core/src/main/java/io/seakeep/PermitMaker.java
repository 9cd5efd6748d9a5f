package io.seakeep;

/** Makes the permit of an attempt that was let in; what it is given is what {@link PermitState} remembers. */
@FunctionalInterface
interface PermitMaker<P extends PermitState> {

    P make(
            Pipeline pipeline,
            CallTraits traits,
            int number,
            long expiresAtNanos,
            long startNanos,
            long slot,
            long t0,
            long t1,
            long t2,
            long t3);
}
