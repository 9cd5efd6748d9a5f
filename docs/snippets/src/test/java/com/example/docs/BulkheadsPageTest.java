package com.example.docs;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.Priority;
import io.seakeep.RequestContext;
import io.seakeep.Seakeep;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.bulkhead.StandaloneBulkhead;
import io.seakeep.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of docs/bulkheads.md. */
class BulkheadsPageTest {

    private final VirtualTime time = new VirtualTime();
    private final Seakeep seakeep = Seakeep.builder().time(time).seed(1).build();
    private final List<String> handled = new ArrayList<>();

    private static final class Client {
        String checkout(String cart) {
            return cart + " is paid";
        }
    }

    @Test
    void isFixed() {
        Dependency reports = seakeep.dependency(
                "reports",
                d -> d.with(Bulkhead.fixed(20).queue(50, ofMillis(200)).isolate()));

        assertThat(reports.describe())
                .contains("20 attempts at once, 50 may wait, for 200 ms at most, on threads of their own");
    }

    @Test
    void isAdaptive() {
        Dependency search =
                seakeep.dependency("search", d -> d.with(Bulkhead.adaptive().between(8, 256)));

        assertThat(search.policy(Bulkhead.class).limit()).isEqualTo(20);
    }

    @Test
    void onlyCountsByDefault() {
        Dependency search = seakeep.dependency("search");

        assertThat(search.describe()).contains("bulkhead   observe   100 attempts at once, nobody waits");
    }

    @Test
    void someGoFirst() {
        Client client = new Client();
        String cart = "4711";
        Dependency carts = seakeep.dependency("carts", d -> d.with(Bulkhead.fixed(5)));

        String paid = carts.priority(Priority.CRITICAL).call(attempt -> client.checkout(cart));

        assertThat(paid).isEqualTo("4711 is paid");
    }

    @Test
    void aRequestSaysForWhomItIs() {
        String userId = "user-4711";
        String request = "a page";

        RequestContext.none().withPriority(Priority.HIGH).withCohort(userId).run(() -> handle(request));

        assertThat(handled).hasSize(1);
        assertThat(handled.get(0)).matches("a page for request, high, cohort \\d+");
    }

    private void handle(String request) {
        handled.add(request + " for " + RequestContext.current());
    }

    @Test
    void standsAlone() {
        try (StandaloneBulkhead rendering = Bulkhead.fixed(4).standalone("rendering", time)) {
            String page = rendering.call(attempt -> render("cover"));
            rendering.bulkhead().resize(8);

            assertThat(page).isEqualTo("the cover");
            assertThat(rendering.bulkhead().limit()).isEqualTo(8);
        }
    }

    private static String render(String page) {
        return "the " + page;
    }

    @Test
    void aRefusalSaysWhichSettingChangesIt() {
        Dependency reports = seakeep.dependency("reports", d -> d.with(Bulkhead.fixed(1)));
        try (Permit inside = reports.acquire()) {
            assertThatThrownBy(() -> reports.call(attempt -> "next"))
                    .isInstanceOf(CallRejectedException.class)
                    .hasMessage("call to reports refused by bulkhead: all 1 attempts at once are under way;"
                            + " setting: bulkhead.limit");
            inside.succeed("done");
        }
    }
}
