package com.example.migration;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A client as one has it before and after. */
final class Stock {

    /** What it throws for a 404. */
    static final class NotFoundException extends RuntimeException {}

    private int failures;

    Stock(int failures) {
        this.failures = failures;
    }

    /** Fails so often at first. */
    String of(String sku) throws IOException {
        if (sku.isEmpty()) {
            throw new NotFoundException();
        }
        if (failures-- > 0) {
            throw new IOException("reset");
        }
        return "17 of " + sku;
    }

    CompletableFuture<String> later(String sku) {
        return CompletableFuture.completedFuture("17 of " + sku);
    }
}
