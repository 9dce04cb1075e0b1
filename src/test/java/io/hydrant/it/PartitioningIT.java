package io.hydrant.it;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorType;

import static io.hydrant.it.ProcessingStream.gzip;
import static io.hydrant.it.ProcessingStream.processor;
import static io.hydrant.it.ProcessingStream.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/** Dynamic partitioning: records sorted into folders by keys that a query finds in them. */
class PartitioningIT {
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private static final Processor JSON = processor(ProcessorType.RECORD_DE_AGGREGATION, "SubRecordType", "JSON");
    private static final Processor DELIMITER = processor(ProcessorType.APPEND_DELIMITER_TO_RECORD);
    private static final String FAILED = "errors/metadata-extraction-failed/";

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

    private void deliver() {
        bench.advance(INTERVAL.plusSeconds(1));
    }

    @Test
    void recordsStandInTheFoldersOfTheirKeys() {
        ProcessingStream orders = stream("orders")
                .createSorted(
                        "customer=!{partitionKeyFromQuery:customer}/device=!{partitionKeyFromQuery:device}/",
                        DELIMITER,
                        query("{customer:.customer_id,device:.type.device}"));

        orders.put(
                "{\"customer_id\":\"c1\",\"type\":{\"device\":\"phone\"},\"n\":1}",
                "{\"customer_id\":\"c2\",\"type\":{\"device\":\"phone\"},\"n\":2}",
                "{\"customer_id\":\"c1\",\"type\":{\"device\":\"phone\"},\"n\":3}",
                "{\"customer_id\":7,\"type\":{\"device\":true},\"n\":4}");
        deliver();

        assertThat(orders.folders())
                .containsExactly(
                        entry("customer=7/device=true/", "{\"customer_id\":7,\"type\":{\"device\":true},\"n\":4}\n"),
                        entry(
                                "customer=c1/device=phone/",
                                """
                                {"customer_id":"c1","type":{"device":"phone"},"n":1}
                                {"customer_id":"c1","type":{"device":"phone"},"n":3}
                                """),
                        entry(
                                "customer=c2/device=phone/",
                                "{\"customer_id\":\"c2\",\"type\":{\"device\":\"phone\"},\"n\":2}\n"));
        assertThat(bench.inside("orders").path("warnings")).isEmpty();
    }

    @Test
    void theExampleOfTheServicesGuideSortsByCustomerDeviceAndDay() {
        ProcessingStream events = stream("events")
                .createSorted(
                        "customer_id=!{partitionKeyFromQuery:customer_id}/device=!{partitionKeyFromQuery:device}/"
                                + "year=!{partitionKeyFromQuery:year}/month=!{partitionKeyFromQuery:month}/"
                                + "day=!{partitionKeyFromQuery:day}/",
                        query("{customer_id:.customer_id, device:.type.device, year:.event_timestamp|strftime(\"%Y\"), "
                                + "month:.event_timestamp|strftime(\"%m\"), day:.event_timestamp|strftime(\"%d\")}"));

        events.put("{\"type\":{\"device\":\"mobile\",\"event\":\"user_clicked_submit_button\"},"
                + "\"customer_id\":\"1234567890\",\"event_timestamp\":1565382027}");
        deliver();

        assertThat(events.folders().keySet())
                .containsExactly("customer_id=1234567890/device=mobile/year=2019/month=08/day=09/");
    }

    @Test
    void theOrderOfProcessorsIsTheServicesWhateverOrderIsGiven() {
        ProcessingStream mixed =
                stream("mixed").createSorted("a=!{partitionKeyFromQuery:a}/", DELIMITER, query("{a:.a}"), JSON);

        mixed.put("{\"a\":1}{\"a\":2}\n{\"a\":1}", "{\"a\":2}");
        deliver();

        assertThat(mixed.folders())
                .containsExactly(entry("a=1/", "{\"a\":1}\n{\"a\":1}\n"), entry("a=2/", "{\"a\":2}\n{\"a\":2}\n"));
    }

    @Test
    void delimitedRecordsAreTakenApart() {
        ProcessingStream lines = stream("lines")
                .createSorted(
                        "a=!{partitionKeyFromQuery:a}/",
                        query("{a:.a}"),
                        processor(
                                ProcessorType.RECORD_DE_AGGREGATION,
                                "SubRecordType",
                                "DELIMITED",
                                "Delimiter",
                                "IyMjIw=="));

        lines.put("{\"a\":1}####{\"a\":2}####");
        deliver();

        assertThat(lines.folders()).containsExactly(entry("a=1/", "{\"a\":1}"), entry("a=2/", "{\"a\":2}"));
    }

    @Test
    void aRecordWithoutItsKeysIsInTheErrorOutputWithTheReason() {
        ProcessingStream orders = stream("keyless").createSorted("a=!{partitionKeyFromQuery:a}/", query("{a:.a}"));

        orders.put("{\"b\":1}", "{\"a\":\"\"}", "no json", "{\"a\":{}}", "[1]", "{\"a\":\"good\"}");
        deliver();

        List<JsonNode> failures = orders.failures(FAILED);
        assertThat(failures)
                .extracting(line -> line.path("errorCode").asText())
                .hasSize(5)
                .containsOnly("DynamicPartitioning.MetadataExtractionFailed");
        assertThat(failures)
                .extracting(line -> new String(ProcessingStream.rawData(line), StandardCharsets.UTF_8))
                .containsExactly("{\"b\":1}", "{\"a\":\"\"}", "no json", "{\"a\":{}}", "[1]");
        assertThat(failures)
                .extracting(line -> line.path("errorMessage").asText())
                .startsWith(
                        "partitionKeys values must not be null or empty",
                        "partitionKeys values must not be null or empty",
                        "Non JSON record provided",
                        "partitionKeys values must not be objects or arrays");
        assertThat(orders.folders()).containsEntry("a=good/", "{\"a\":\"good\"}");
    }

    @Test
    void aKeyThatMakesThePrefixTooLongFailsTheRecord() {
        ProcessingStream keys = stream("long").createSorted("a=!{partitionKeyFromQuery:a}/", query("{a:.a}"));
        String tooLong = "{\"a\":\"" + "x".repeat(510) + "\"}";

        keys.put("{\"a\":\"" + "x".repeat(509) + "\"}", tooLong);
        deliver();

        assertThat(keys.folders()).containsKey("a=" + "x".repeat(509) + "/").hasSize(2);
        assertThat(keys.failures(FAILED)).singleElement().satisfies(line -> assertThat(
                        line.path("errorMessage").asText())
                .isEqualTo("Length of evaluated prefix cannot be greater than 512"));
    }

    @Test
    void aRecordOfMoreThanFiveHundredPartsFailsWhole() {
        ProcessingStream parts = stream("parts").createSorted("a=!{partitionKeyFromQuery:a}/", JSON, query("{a:.a}"));
        String tooMany = "{\"a\":1}".repeat(501);

        parts.put("{\"a\":2}".repeat(500), tooMany);
        deliver();

        assertThat(parts.folders())
                .containsEntry("a=2/", "{\"a\":2}".repeat(500))
                .doesNotContainKey("a=1/");
        assertThat(parts.failures(FAILED))
                .extracting(line -> new String(ProcessingStream.rawData(line), StandardCharsets.UTF_8))
                .containsExactly(tooMany);
    }

    @Test
    void oneActivePartitionTooManyIsRefusedAndLaterOnesAreNot() {
        ProcessingStream many = stream("many").createSorted("a=!{partitionKeyFromQuery:a}/", query("{a:.a}"));

        many.put(IntStream.range(0, 502).mapToObj(i -> "{\"a\":" + i + "}").toArray(String[]::new));
        deliver();
        many.put("{\"a\":600}");
        deliver();

        Map<String, String> folders = many.folders();
        assertThat(folders.keySet())
                .filteredOn(folder -> folder.startsWith("a="))
                .hasSize(501);
        assertThat(folders).containsKey("a=600/");
        assertThat(many.failures("errors/"))
                .extracting(line -> line.path("errorCode").asText())
                .containsExactly(
                        "DynamicPartitioning.ActivePartitionsLimitExceeded",
                        "DynamicPartitioning.ActivePartitionsLimitExceeded");
    }

    @Test
    void aSubscriptionOfCloudWatchLogsIsSortedByItsGroup() {
        ProcessingStream logs = stream("logs")
                .createSorted(
                        "group=!{partitionKeyFromQuery:logGroup}/",
                        processor(ProcessorType.DECOMPRESSION, "CompressionFormat", "GZIP"),
                        query("{logGroup:(.logGroup | ltrimstr(\"/\"))}"),
                        DELIMITER);
        byte[] control = gzip("{\"messageType\":\"CONTROL_MESSAGE\",\"logGroup\":\"\",\"logEvents\":[]}");

        logs.put(gzip("{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"/aws/app\",\"logEvents\":[]}"), control);
        deliver();

        assertThat(logs.folders())
                .containsEntry(
                        "group=aws/app/",
                        "{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"/aws/app\",\"logEvents\":[]}\n");
        assertThat(logs.failures(FAILED)).singleElement().satisfies(line -> assertThat(ProcessingStream.rawData(line))
                .isEqualTo(control));
    }

    @Test
    void anEncryptedStreamIsSorted() {
        ProcessingStream secret = stream("secret").createSorted("a=!{partitionKeyFromQuery:a}/", query("{a:.a}"));
        bench.enable("secret", bench.key());

        secret.put("{\"a\":1}", "{\"a\":2}", "{\"a\":1}");
        deliver();

        assertThat(secret.folders()).containsExactly(entry("a=1/", "{\"a\":1}{\"a\":1}"), entry("a=2/", "{\"a\":2}"));
    }

    @Test
    void aTextThatIsNoQueryIsTakenWithAWarningAndFailsEveryRecord() {
        ProcessingStream wrong = stream("wrong")
                .createSorted(
                        "!{partitionKeyFromQuery:date}/!{partitionKeyFromQuery:tool}/",
                        query("{date:%Y/%m/%d,tool:.tool}"));

        wrong.put("{\"tool\":\"a\"}");
        deliver();

        assertThat(bench.inside("wrong").path("warnings").get(0).asText())
                .startsWith(
                        "ExtendedS3DestinationConfiguration.ProcessingConfiguration: MetadataExtractionQuery: this is no"
                                + " query of jq 1.6, so every record will fail: ");
        assertThat(wrong.failures(FAILED)).hasSize(1);
    }
}
