package io.hydrant.it;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import io.hydrant.support.HttpReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.firehose.model.InvalidArgumentException;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorType;
import software.amazon.awssdk.services.firehose.model.S3BackupMode;

import static io.hydrant.it.ProcessingStream.gzip;
import static io.hydrant.it.ProcessingStream.processing;
import static io.hydrant.it.ProcessingStream.processor;
import static io.hydrant.it.ProcessingStream.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Records on their way through processors that ask nobody. */
class ProcessingIT {
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private static final Processor DECOMPRESSION = processor(ProcessorType.DECOMPRESSION);
    private static final Processor LOGS =
            processor(ProcessorType.CLOUD_WATCH_LOG_PROCESSING, "DataMessageExtraction", "true");
    private static final Processor DELIMITER = processor(ProcessorType.APPEND_DELIMITER_TO_RECORD, "Delimiter", "\\n");

    private static final byte[] SUBSCRIPTION = gzip(
            "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"111122223333\",\"logGroup\":\"/app\",\"logStream\":\"s\","
                    + "\"subscriptionFilters\":[\"all\"],\"logEvents\":["
                    + "{\"id\":\"1\",\"timestamp\":1763900000000,\"message\":\"{\\\"level\\\":\\\"info\\\"}\"},"
                    + "{\"id\":\"2\",\"timestamp\":1763900000001,\"message\":\"plain text\"}]}");

    private Hydrant hydrant;
    private ClientsOf clients;
    private Workbench bench;

    @BeforeEach
    void start() {
        hydrant = Hydrant.start(Map.of());
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
        bench = new Workbench(hydrant, clients);
    }

    @AfterEach
    void stop() {
        clients.close();
        hydrant.close();
    }

    private ProcessingStream stream(String name) {
        return new ProcessingStream(clients, name);
    }

    private static String only(Map<String, String> folders) {
        assertThat(folders).hasSize(1);
        return folders.values().iterator().next();
    }

    @Test
    void aSubscriptionOfCloudWatchLogsArrivesAsLines() {
        ProcessingStream logs = stream("logs").create(c -> {}, DELIMITER, LOGS, DECOMPRESSION);

        logs.put(
                SUBSCRIPTION,
                gzip("{\"messageType\":\"CONTROL_MESSAGE\",\"owner\":\"\",\"logEvents\":[{\"message\":\"CWL\"}]}"),
                SUBSCRIPTION);
        bench.advance(INTERVAL.plusSeconds(1));

        assertThat(only(logs.folders())).isEqualTo("{\"level\":\"info\"}\nplain text\n".repeat(2));
        assertThat(bench.inside("logs").path("warnings")).isEmpty();
    }

    @Test
    void whatIsNotGzipGoesToAnErrorOutputOfItsOwnAndKeepsNothingBack() {
        ProcessingStream logs = stream("mixed").create(c -> {}, DECOMPRESSION, DELIMITER);

        logs.put(gzip("one"), "vended log".getBytes(StandardCharsets.UTF_8), gzip("two"));
        bench.advance(INTERVAL.plusSeconds(1));

        assertThat(logs.folders().values()).contains("one\ntwo\n");
        List<JsonNode> failures = logs.failures("decompression-failed/");
        assertThat(failures).hasSize(1);
        assertThat(ProcessingStream.rawData(failures.get(0))).isEqualTo("vended log".getBytes(StandardCharsets.UTF_8));
        assertThat(failures.get(0).path("errorCode").asText()).isEqualTo("Decompression.Failed");
        assertThat(failures.get(0).path("errorMessage").asText()).isEqualTo("The record is not in GZIP format.");
        assertThat(failures.get(0).path("attemptsMade").asInt()).isEqualTo(1);
        assertThat(failures.get(0).has("lambdaARN")).isFalse();
    }

    @Test
    void whatFailsAfterItWasUnpackedIsKeptAsItWasPut() {
        ProcessingStream logs = stream("broken").create(c -> {}, DECOMPRESSION, LOGS);
        byte[] noLogs = gzip("{\"order\":1}");

        logs.put(noLogs);
        bench.advance(INTERVAL.plusSeconds(1));

        List<JsonNode> failures = logs.failures("processing-failed/");
        assertThat(failures).hasSize(1);
        assertThat(ProcessingStream.rawData(failures.get(0))).isEqualTo(noLogs);
    }

    @Test
    void theBackupKeepsRecordsAsTheyWerePut() {
        clients.s3.createBucket(r -> r.bucket("before"));
        ProcessingStream lines = stream("lines")
                .create(
                        c -> c.s3BackupMode(S3BackupMode.ENABLED)
                                .s3BackupConfiguration(
                                        b -> b.roleARN(ProcessingStream.ROLE).bucketARN("arn:aws:s3:::before")),
                        processor(ProcessorType.APPEND_DELIMITER_TO_RECORD));

        lines.put("a", "b");
        bench.advance(INTERVAL.plusSeconds(1));

        assertThat(only(lines.folders())).isEqualTo("a\nb\n");
        assertThat(only(stream("before").folders())).isEqualTo("ab");
    }

    @Test
    void anEndpointGetsProcessedRecords() throws InterruptedException {
        try (HttpReceiver receiver = HttpReceiver.start()) {
            clients.s3.createBucket(r -> r.bucket("web"));
            clients.firehose.createDeliveryStream(
                    r -> r.deliveryStreamName("web").httpEndpointDestinationConfiguration(c -> c.endpointConfiguration(
                                    e -> e.url(receiver.url("/records").toString()))
                            .s3Configuration(
                                    s -> s.roleARN(ProcessingStream.ROLE).bucketARN("arn:aws:s3:::web"))
                            .processingConfiguration(processing(DELIMITER, LOGS, DECOMPRESSION))));
            receiver.then(HttpReceiver.ok());

            stream("web").put(SUBSCRIPTION, "no gzip".getBytes(StandardCharsets.UTF_8));
            bench.advance(INTERVAL.plusSeconds(1));

            assertThat(receiver.next().records()).containsExactly("{\"level\":\"info\"}\nplain text\n");
            assertThat(stream("web").failures("decompression-failed/")).hasSize(1);
        }
    }

    @Test
    void anEncryptedStreamIsProcessedWhileItsKeyCanBeUsed() {
        ProcessingStream orders = stream("orders").create(c -> {}, DELIMITER);
        String key = bench.key();
        bench.enable("orders", key);

        orders.put("a", "b");
        clients.kms.disableKey(r -> r.keyId(key));
        bench.advance(INTERVAL.multipliedBy(3));
        assertThat(orders.folders()).isEmpty();

        clients.kms.enableKey(r -> r.keyId(key));
        bench.advance(INTERVAL.multipliedBy(6));
        assertThat(String.join("", orders.folders().values())).isEqualTo("a\nb\n");
    }

    @Test
    void processorsThatAreNotEnabledChangeNothing() {
        clients.s3.createBucket(r -> r.bucket("off"));
        clients.firehose.createDeliveryStream(r -> r.deliveryStreamName("off")
                .extendedS3DestinationConfiguration(c -> c.roleARN(ProcessingStream.ROLE)
                        .bucketARN("arn:aws:s3:::off")
                        .processingConfiguration(p -> p.enabled(false).processors(DELIMITER))));

        stream("off").put("a", "b");
        bench.advance(INTERVAL.plusSeconds(1));

        assertThat(only(stream("off").folders())).isEqualTo("ab");
    }

    @Test
    void anUpdateChangesWhatBecomesOfRecords() {
        ProcessingStream later = stream("later").create(c -> {}, DELIMITER);
        later.put("a");
        bench.advance(INTERVAL.plusSeconds(1));

        clients.firehose.updateDestination(r -> r.deliveryStreamName("later")
                .currentDeliveryStreamVersionId("1")
                .destinationId("destinationId-000000000001")
                .extendedS3DestinationUpdate(u -> u.processingConfiguration(
                        processing(processor(ProcessorType.APPEND_DELIMITER_TO_RECORD, "Delimiter", "|")))));
        later.put("b");
        bench.advance(INTERVAL.plusSeconds(1));

        assertThat(String.join("", later.folders().values())).isEqualTo("a\nb|");
    }

    @Test
    void destinationsRefuseProcessorsThatAreNotForThem() {
        Processor json = processor(ProcessorType.RECORD_DE_AGGREGATION, "SubRecordType", "JSON");

        assertThatThrownBy(() -> clients.firehose.createDeliveryStream(r -> r.deliveryStreamName("splunk")
                        .splunkDestinationConfiguration(c -> c.hecEndpoint("https://splunk.example:8088")
                                .hecEndpointType("Raw")
                                .hecToken("11111111-2222-3333-4444-555555555555")
                                .s3Configuration(
                                        s -> s.roleARN(ProcessingStream.ROLE).bucketARN("arn:aws:s3:::b"))
                                .processingConfiguration(processing(json)))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(
                        "RecordDeAggregationProcessor is not allowed for any destination type other than S3");
        assertThatThrownBy(() -> stream("plain").create(c -> {}, json))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(
                        "RecordDeAggregationProcessor can only be present when Dynamic Partitioning is enabled.");
        assertThatThrownBy(() -> stream("keys").create(c -> {}, query("{a:.a}")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(
                        "MetadataExtractionProcessor can only be present when Dynamic Partitioning is enabled.");
    }
}
