package io.hydrant.destination;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecordIdsTest {
    private static final Instant ARRIVAL = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final UUID BATCH = UUID.fromString("00000000-0000-0000-0000-0000000000ff");

    @Test
    void anIdIsFiftySixDigitsWithTheArrivalTheBatchAndThePositionAndASubsequence() {
        assertThat(new RecordIds(BATCH).of(ARRIVAL, 4711))
                .isEqualTo("49" + "1772600767089" + "000000000000000000000000000255" + "00000004711" + ".0")
                .matches("\\d{56}\\.0")
                .hasSize(RecordIds.LENGTH);
    }

    @Test
    void anIdStaysTheSameHoweverOftenItIsMade() {
        assertThat(new RecordIds(BATCH).of(ARRIVAL, 7)).isEqualTo(new RecordIds(BATCH).of(ARRIVAL, 7));
    }

    @Test
    void noTwoRecordsHaveTheSame() {
        Set<String> ids = new HashSet<>();
        for (int batch = 0; batch < 100; batch++) {
            RecordIds some = new RecordIds(UUID.randomUUID());
            for (int position = 0; position < 100; position++) {
                ids.add(some.of(ARRIVAL, position));
            }
        }
        assertThat(ids).hasSize(10_000).allMatch(id -> id.matches("\\d{56}\\.0"));
    }

    @Test
    void theLargestNumbersKeepTheForm() {
        assertThat(new RecordIds(new UUID(-1, -1)).of(Instant.ofEpochMilli(Long.MAX_VALUE), Integer.MAX_VALUE))
                .matches("\\d{56}\\.0");
    }
}
