package io.seakeep.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void aWordThatIsLongerThanTheRoomIsNotBroken() {
        TextTable table = new TextTable(20, List.of("unguarded"));
        table.add("connections back", List.of("39.65 seconds"));
        assertThat(table.lines())
                .containsExactly(
                        "                   unguarded", //
                        "  connections",
                        "  back         39.65 seconds");
    }
}
