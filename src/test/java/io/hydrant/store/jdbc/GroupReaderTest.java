package io.hydrant.store.jdbc;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.hydrant.store.LoggedChunk;
import io.hydrant.store.StoreException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GroupReaderTest {
    private final GroupReader reader = new GroupReader();

    @Test
    void rowsOfTheSameTextsAndOfOthersAreReadAsTheyWereWritten() {
        for (List<LoggedChunk> row : List.of(
                List.of(chunk("one", 7, Optional.empty())),
                List.of(chunk("one", 1 << 20, Optional.empty()), chunk("one", 3, Optional.empty())),
                List.of(chunk("one", 5, Optional.of("key"))),
                List.of(chunk("ones", 5, Optional.of("key"))),
                List.of(chunk("a name with \u0000 and \u00e4", 5, Optional.empty())),
                List.of(chunk("one", 7, Optional.empty())))) {
            assertThat(reader.read(GroupIndex.write(row))).isEqualTo(row);
        }
    }

    @Test
    void aRowThatEndsEarlyIsTold() {
        byte[] whole = GroupIndex.write(List.of(chunk("one", 7, Optional.empty())));
        reader.read(whole);

        for (int length = 0; length < whole.length; length++) {
            byte[] torn = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> reader.read(torn)).isInstanceOf(StoreException.class);
        }
        assertThat(reader.read(whole)).hasSize(1);
    }

    private static LoggedChunk chunk(String owner, int length, Optional<String> key) {
        return new LoggedChunk(
                owner, "destination", key.isPresent(), Instant.ofEpochMilli(1_790_000_000_123L), 42, 3, 6, length, key);
    }
}
