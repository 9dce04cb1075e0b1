package io.hydrant.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.HttpReceiver.Behaviour;
import io.hydrant.support.SearchServer;
import io.hydrant.support.Soak;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many records to a cluster on which everything goes wrong: refused requests, refused documents, answers that break off, and a new
 * configuration meanwhile. A failure can be repeated with its seed.
 */
class SearchHistoryIT {
    private static final int RECORDS = Soak.steps(15_000, 50_000);
    private static final int PUT = 2_500;

    private final Random story = new Random(0);

    static LongStream seeds() {
        return Soak.seeds(1, 20150804);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsLostNothingDoublesAndFirstAttemptsKeepTheirOrder(long seed) throws Exception {
        story.setSeed(seed);
        try (SearchServer server = new SearchServer();
                Hydrant hydrant = Hydrant.start();
                ClientsOf clients = ClientsOf.defaults(hydrant)) {
            hydrant.control().freeze(true);
            SearchStream stream = new SearchStream(hydrant, clients, "history")
                    .standIn(server.url())
                    .toService(to -> to.indexRotationPeriod("NoRotation").retryOptions(r -> r.durationInSeconds(7200)));
            server.judging(document -> document.json().get("n").asInt() % 97 == 0 ? 400 : unlucky() ? 429 : 201);
            for (int first = 0; first < RECORDS; first += PUT) {
                for (int i = story.nextInt(6); i > 0; i--) {
                    server.then(trouble(server));
                }
                List<String> records = new ArrayList<>();
                for (int n = first; n < first + PUT; n++) {
                    records.add("{\"n\":" + n + ",\"text\":\"" + "x".repeat(story.nextInt(400)) + "\"}\n");
                }
                stream.put(records);
                if (first == RECORDS / 2) {
                    clients.firehose.updateDestination(r -> r.deliveryStreamName("history")
                            .currentDeliveryStreamVersionId("1")
                            .destinationId("destinationId-000000000001")
                            .amazonopensearchserviceDestinationUpdate(
                                    u -> u.bufferingHints(b -> b.sizeInMBs(2).intervalInSeconds(30))));
                }
                stream.advance(Duration.ofSeconds(story.nextInt(90)));
            }
            server.judging(document -> document.json().get("n").asInt() % 97 == 0 ? 400 : 201);
            stream.advance(Duration.ofHours(3));

            checkNothingIsLost(server, stream);
            checkOrder(server);
        }
    }

    private synchronized boolean unlucky() {
        return story.nextInt(20) == 0;
    }

    private Behaviour trouble(SearchServer server) {
        return switch (story.nextInt(7)) {
            case 0 -> HttpReceiver.status(429);
            case 1 -> HttpReceiver.answer(503, "", "{\"error\":\"busy\"}");
            case 2 -> HttpReceiver.disconnect();
            case 3 -> HttpReceiver.disconnectInTheMiddle();
            case 4 -> HttpReceiver.body("<html>proxy</html>");
            default -> server.takingItAndBreakingOff();
        };
    }

    private static void checkNothingIsLost(SearchServer server, SearchStream stream) {
        Set<Integer> seen = new HashSet<>();
        for (JsonNode document : server.documents().values()) {
            assertThat(seen.add(document.get("n").asInt()))
                    .as("doubled: %s", document)
                    .isTrue();
        }
        for (JsonNode line : stream.failed()) {
            JsonNode record = SearchStream.json(
                    new String(Base64.getDecoder().decode(line.get("rawData").asText()), UTF_8));
            assertThat(line.get("errorCode").asText()).isEqualTo("400");
            assertThat(record.get("n").asInt() % 97).isZero();
            assertThat(seen.add(record.get("n").asInt()))
                    .as("doubled: %s", record)
                    .isTrue();
        }
        assertThat(seen).hasSize(RECORDS);
        assertThat(server.arrivals().size())
                .as("some took effect and lost their answer")
                .isGreaterThan(RECORDS);
        assertThat(stream.deliveries().findValuesAsText("outcome"))
                .contains("RETRYING")
                .doesNotContain("DROPPED");
    }

    /** What comes to the cluster for the first time comes as it was put, whatever becomes of it. */
    private static void checkOrder(SearchServer server) throws InterruptedException {
        Set<Integer> seen = new HashSet<>();
        int last = -1;
        while (server.waiting() > 0) {
            for (SearchServer.Document document : SearchServer.documents(server.next())) {
                int n = document.json().get("n").asInt();
                if (seen.add(n)) {
                    assertThat(n).isGreaterThan(last);
                    last = n;
                }
            }
        }
        assertThat(seen).hasSize(RECORDS);
    }
}
