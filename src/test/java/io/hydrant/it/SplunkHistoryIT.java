package io.hydrant.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.hydrant.Hydrant;
import io.hydrant.support.SplunkCollector;
import io.hydrant.support.SplunkCollector.Behaviour;
import io.hydrant.support.SplunkCollector.Refusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** 50,000 records to a collector that misbehaves in every way, while the stream is updated. */
class SplunkHistoryIT {
    private static final int RECORDS = 50_000;
    private static final int BATCH = 500;

    private static final List<Behaviour> WAYS = List.of(
            SplunkCollector.taken(),
            SplunkCollector.acknowledgedAfter(3),
            SplunkCollector.acknowledgedAfter(12),
            SplunkCollector.neverAcknowledged(),
            SplunkCollector.refused(Refusal.SERVER_BUSY),
            SplunkCollector.refused(Refusal.INTERNAL_SERVER_ERROR),
            SplunkCollector.status(503, "<html>Service Unavailable</html>"),
            SplunkCollector.resetInTheBody(),
            SplunkCollector.disconnect());

    @Test
    void nothingIsLostAndTheOrderOfFirstAttemptsIsKept() {
        Random random = new Random(20150804);
        try (SplunkCollector collector = SplunkCollector.start();
                Hydrant hydrant = Hydrant.start();
                ClientsOf clients = ClientsOf.defaults(hydrant)) {
            hydrant.control().freeze(true);
            SplunkStream stream = new SplunkStream(hydrant, clients, "history")
                    .sentTo(collector)
                    .create(d -> d.retryOptions(r -> r.durationInSeconds(120)));
            for (int i = 0; i < 60; i++) {
                collector.then(WAYS.get(random.nextInt(WAYS.size())));
            }
            for (int first = 0; first < RECORDS; first += BATCH) {
                List<String> records = new ArrayList<>();
                for (int i = first; i < first + BATCH; i++) {
                    records.add(record(i));
                }
                stream.put(records);
                if (random.nextInt(10) == 0) {
                    update(clients, random);
                }
                if (random.nextInt(3) == 0) {
                    hydrant.control().advance(Duration.ofSeconds(random.nextInt(90)));
                }
            }
            hydrant.control().advance(Duration.ofHours(2));

            List<String> indexed = collector.lines();
            Set<String> arrived = new HashSet<>(indexed);
            List<String> failed = stream.failed().stream().map(String::strip).toList();
            Set<String> somewhere =
                    Stream.concat(arrived.stream(), failed.stream()).collect(Collectors.toSet());
            assertThat(somewhere).as("records that are somewhere").hasSize(RECORDS);
            assertThat(failed).as("a record goes to the error output once").doesNotHaveDuplicates();
            assertThat(stream.errors())
                    .contains(
                            "Splunk.IndexerBusy",
                            "Splunk.ServerError",
                            "Splunk.ConnectionClosed",
                            "Splunk.AckTimeout",
                            "");
            assertThat(indexed.size())
                    .as("what was not acknowledged comes twice")
                    .isGreaterThan(arrived.size());
            assertThat(firsts(collector)).as("first attempts").isSorted();
        }
    }

    /** The number of the first record of each request that has not been seen before. */
    private static List<Integer> firsts(SplunkCollector collector) {
        return collector.attempted().stream()
                .map(line -> Integer.valueOf(line.split(" ", 3)[1]))
                .distinct()
                .toList();
    }

    private static void update(ClientsOf clients, Random random) {
        String version = clients.firehose
                .describeDeliveryStream(r -> r.deliveryStreamName("history"))
                .deliveryStreamDescription()
                .versionId();
        clients.firehose.updateDestination(r -> r.deliveryStreamName("history")
                .currentDeliveryStreamVersionId(version)
                .destinationId("destinationId-000000000001")
                .splunkDestinationUpdate(u -> u.hecAcknowledgmentTimeoutInSeconds(180 + random.nextInt(100))));
    }

    private static String record(int number) {
        return "record " + number + ' ' + "x".repeat(100) + '\n';
    }
}
