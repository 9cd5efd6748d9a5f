package com.example.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.HystrixCommandGroupKey;
import com.netflix.hystrix.HystrixCommandKey;
import com.netflix.hystrix.HystrixCommandProperties;
import com.netflix.hystrix.HystrixThreadPoolProperties;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What docs/migration/hystrix.md starts from. */
class HystrixBeforeTest {

    static final class StockCommand extends HystrixCommand<String> {
        private final Stock client;
        private final String sku;

        StockCommand(Stock client, String sku) {
            super(Setter.withGroupKey(HystrixCommandGroupKey.Factory.asKey("inventory"))
                    .andCommandKey(HystrixCommandKey.Factory.asKey("inventory"))
                    .andCommandPropertiesDefaults(HystrixCommandProperties.Setter()
                            .withExecutionTimeoutInMilliseconds(500)
                            .withCircuitBreakerErrorThresholdPercentage(30)
                            .withCircuitBreakerRequestVolumeThreshold(50))
                    .andThreadPoolPropertiesDefaults(
                            HystrixThreadPoolProperties.Setter().withCoreSize(20)));
            this.client = client;
            this.sku = sku;
        }

        @Override
        protected String run() throws IOException {
            return client.of(sku);
        }

        @Override
        protected String getFallback() {
            return "unknown";
        }
    }

    private final Stock client = new Stock(1);
    private final String sku = "4711";

    @Test
    void isACommand() {
        String stock = new StockCommand(client, sku).execute();

        assertThat(stock).isEqualTo("unknown");
    }
}
