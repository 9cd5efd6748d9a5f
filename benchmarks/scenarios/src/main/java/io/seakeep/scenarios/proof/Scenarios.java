package io.seakeep.scenarios.proof;

import java.util.List;

/** All there are, in the order in which they are shown. */
public final class Scenarios {

    private static final List<Scenario> ALL = List.of(
            new FanOut(),
            new TiedReads(),
            new ServiceChain(),
            new RetryAmplification(),
            new Metastable(),
            new ThunderingHerd(),
            new SlowIdentityProvider(),
            new ImpatientUsers(),
            new FarRegion(),
            new Brownout(),
            new Overload(),
            new LongHaul(),
            new FlashSale());

    private Scenarios() {}

    /** Each of them. */
    public static List<Scenario> all() {
        return ALL;
    }
}
