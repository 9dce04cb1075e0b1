package io.hydrant.destination.search;

import java.time.Instant;
import java.util.UUID;

import io.hydrant.destination.RecordIds;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class BulkBodyTest {
    private static final Instant ARRIVAL = Instant.parse("2026-03-04T05:59:59.999Z");
    private static final RecordIds IDS = new RecordIds(new UUID(0, 1));

    private static BulkBody body(String type, IndexRotation rotation, boolean ids) {
        return new BulkBody(new DocumentForm("lo\"gs", rotation, type, ids), IDS, 1000, 0, 0, new SpareBytes());
    }

    private static void add(BulkBody body, int position, Instant arrival, String document) {
        byte[] bytes = document.getBytes(UTF_8);
        body.add(position, arrival, bytes, 0, bytes.length, document.contains("\n"));
    }

    private static String text(BulkBody body) {
        return new String(body.array(), 0, body.size(), UTF_8);
    }

    @Test
    void aDocumentHasALineWithItsIndexAndItsIdBeforeIt() {
        BulkBody body = body("", IndexRotation.OneHour, true);
        add(body, 0, ARRIVAL, "{\"a\":\"ü\"}");
        add(body, 12, ARRIVAL.plusMillis(1), "{}");

        assertThat(text(body))
                .isEqualTo(
                        "{\"index\":{\"_index\":\"lo\\\"gs-2026-03-04-05\",\"_id\":\"" + IDS.of(ARRIVAL, 0) + "\"}}\n"
                                + "{\"a\":\"ü\"}\n"
                                + "{\"index\":{\"_index\":\"lo\\\"gs-2026-03-04-06\",\"_id\":\""
                                + IDS.of(ARRIVAL.plusMillis(1), 12) + "\"}}\n"
                                + "{}\n");
        assertThat(body.documents()).isEqualTo(2);
        assertThat(body.position(1)).isEqualTo(12);
    }

    @Test
    void theTypeIsNamedOnlyWhenThereIsOne() {
        BulkBody body = body("event", IndexRotation.NoRotation, true);
        add(body, 3, ARRIVAL, "{}");

        assertThat(text(body))
                .isEqualTo("{\"index\":{\"_index\":\"lo\\\"gs\",\"_type\":\"event\",\"_id\":\"" + IDS.of(ARRIVAL, 3)
                        + "\"}}\n{}\n");
    }

    @Test
    void noIdIsSentWhenTheClusterNamesTheDocuments() {
        BulkBody body = body("", IndexRotation.OneMonth, false);
        add(body, 3, ARRIVAL, "{}");

        assertThat(text(body)).isEqualTo("{\"index\":{\"_index\":\"lo\\\"gs-2026-03\"}}\n{}\n");
    }

    @Test
    void aDocumentOfSeveralLinesIsWrittenOnOne() {
        BulkBody body = body("", IndexRotation.NoRotation, false);
        add(body, 0, ARRIVAL, "{\n  \"a\": 1,\r\n  \"b\": \"\\n\"\n}");

        assertThat(text(body).lines()).element(1).isEqualTo("{   \"a\": 1,    \"b\": \"\\n\" }");
    }

    @Test
    void theFirstDocumentAlwaysFitsAndTheOthersWithinTheLimit() {
        BulkBody body = body("", IndexRotation.NoRotation, true);

        assertThat(body.fits(100_000)).isTrue();
        add(body, 0, ARRIVAL, "{\"a\":\"" + "x".repeat(592) + "\"}");
        assertThat(body.fits(400)).isTrue();
        assertThat(body.fits(401)).isFalse();
    }
}
