package io.seakeep.scenarios.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StripTest {

    private final Seconds seconds = new Seconds(5);

    @Test
    void aSecondIsAsHighAsTheShareOfItsCallsThatWentWell() {
        fill(0, 100);
        fill(1, 50);
        fill(2, 0);
        fill(3, 97);

        assertThat(draw(StandardCharsets.UTF_8, 5)).isEqualTo("█▄▁▇ ");
        assertThat(draw(StandardCharsets.US_ASCII, 5)).isEqualTo("#:.* ");
        assertThat(draw(StandardCharsets.UTF_8, 2)).as("what is known by then").isEqualTo("█▄   ");
    }

    @Test
    void coloursSayTheSame() {
        fill(0, 100);
        fill(1, 90);
        fill(2, 50);

        assertThat(new Strip(StandardCharsets.US_ASCII).draw(seconds, 3))
                .startsWith(Ansi.GREEN + "#" + Ansi.YELLOW + "*" + Ansi.RED + ":")
                .endsWith(Ansi.PLAIN);
    }

    private void fill(int second, int inTime) {
        for (int call = 0; call < 100; call++) {
            seconds.due(second);
            if (call < inTime) {
                seconds.inTime(second + 0.9);
            }
        }
    }

    private String draw(Charset charset, int until) {
        return new Strip(charset).draw(seconds, until).replaceAll("\u001b\\[\\d+m", "");
    }
}
