package io.hydrant.it;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.SearchServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.firehose.model.AmazonopensearchserviceDestinationDescription;
import software.amazon.awssdk.services.firehose.model.FirehoseException;

import static io.hydrant.it.SearchStream.INTERVAL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From PutRecordBatch to a search cluster and its error output, with the clients of AWS. */
class SearchDeliveryIT {
    private static final String CLUSTER = "delivery_to_amazon_open_search_service";
    private static Hydrant hydrant;
    private static ClientsOf clients;

    private final SearchServer server = new SearchServer();

    @BeforeAll
    static void start() {
        hydrant = Hydrant.start();
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
    }

    @AfterAll
    static void stop() {
        clients.close();
        hydrant.close();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private SearchStream stream(String name) {
        return new SearchStream(hydrant, clients, name).standIn(server.url());
    }

    private static String today() {
        return DateTimeFormatter.ISO_LOCAL_DATE
                .withZone(ZoneOffset.UTC)
                .format(Instant.parse(
                        SearchStream.json(hydrant.control().clock()).get("now").asText()));
    }

    @Test
    void documentsArriveOnceTheIntervalIsOverAndAreInTheLedger() throws Exception {
        SearchStream stream = stream("search-good").toService(to -> {});
        String day = today();
        stream.put("{\"n\":1}\n", "{\"n\":2}").advance(INTERVAL);

        assertThat(server.arrivals()).hasSize(2).allSatisfy(document -> {
            assertThat(document.index()).isEqualTo("search-good-" + day);
            assertThat(document.id()).matches("\\d{56}\\.0");
            assertThat(document.type()).isEmpty();
        });
        assertThat(stream.column("outcome")).isEqualTo("DELIVERED");
        assertThat(stream.column("url")).isEqualTo(server.url() + "/_bulk");
        assertThat(stream.column("records")).isEqualTo("2");
        assertThat(stream.column("objectBytes"))
                .isEqualTo(String.valueOf(server.next().body().length));
        assertThat(stream.keys()).isEmpty();
        assertThat(hydrant.control().metrics())
                .contains("firehose_delivery_to_amazon_open_search_service_records_total")
                .contains("delivery_stream_name=\"search-good\"");
    }

    @Test
    void whatIsNeverTakenGoesToTheErrorOutputAtOnceAndTheRestGoesOn() {
        server.judging(
                d -> d.json().path("n").asInt() == 2 ? 400 : d.json().path("n").asInt() == 3 ? 503 : 201);
        SearchStream stream = stream("search-part").toService(to -> to.typeName("event"));
        String day = today();
        stream.put("{\"n\":1}", "{\"n\":2}", "no JSON", "{\"n\":3}").advance(INTERVAL);

        assertThat(stream.failed()).as("at once").hasSize(2);
        JsonNode never = stream.failed().get(0);
        assertThat(String.join(",", (Iterable<String>) never::fieldNames))
                .isEqualTo("attemptsMade,arrivalTimestamp,errorCode,errorMessage,attemptEndingTimestamp,esDocumentId,"
                        + "esIndexName,esTypeName,rawData");
        assertThat(never.get("attemptsMade").asInt()).isEqualTo(1);
        assertThat(never.get("errorCode").asText()).isEqualTo("400");
        String id = never.get("esDocumentId").asText();
        assertThat(never.get("errorMessage").asText()).isEqualTo("{\"type\":\"told\",\"reason\":\"" + id + "\"}");
        assertThat(never.get("esIndexName").asText()).isEqualTo("search-part-" + day);
        assertThat(never.get("esTypeName").asText()).isEqualTo("event");
        assertThat(new String(Base64.getDecoder().decode(never.get("rawData").asText()), UTF_8))
                .isEqualTo("{\"n\":2}");
        assertThat(stream.failed().get(1).get("errorMessage").asText()).startsWith("The record is not one JSON object");
        assertThat(stream.keys()).singleElement().asString().startsWith("AmazonOpenSearchService-failed/");

        server.judging(d -> 201);
        stream.advance(Duration.ofSeconds(5));
        assertThat(server.documents().values())
                .extracting(d -> d.get("n").asInt())
                .containsExactly(1, 3);
        assertThat(stream.column("outcome")).isEqualTo("RETRYING,DELIVERED,DELIVERED");
        assertThat(stream.column("purpose")).isEqualTo("DESTINATION,ERROR_OUTPUT,DESTINATION");
        assertThat(stream.column("arrived")).isEqualTo("1,2,1");
    }

    @Test
    void whatIsNotTakenInTimeGoesToTheErrorOutputWithTheLastErrorOfEach() {
        server.judging(d -> d.json().get("n").asInt() == 1 ? 429 : 503);
        SearchStream stream = stream("search-late").toService(to -> to.retryOptions(r -> r.durationInSeconds(20)));
        stream.put("{\"n\":1}", "{\"n\":2}").advance(INTERVAL.plusSeconds(60));

        assertThat(stream.failed()).hasSize(2);
        assertThat(stream.failed())
                .extracting(line -> line.get("errorCode").asText())
                .containsExactly("429", "503");
        JsonNode line = stream.failed().get(0);
        assertThat(line.get("attemptsMade").asInt())
                .isEqualTo(server.attempts(d -> d).size() / 2)
                .isGreaterThan(3);
        assertThat(line.get("attemptEndingTimestamp").asLong()
                        - line.get("arrivalTimestamp").asLong())
                .isBetween(80_000L, 81_000L);
        assertThat(server.attempts(d -> d.id()))
                .containsOnly(
                        stream.failed().get(0).get("esDocumentId").asText(),
                        stream.failed().get(1).get("esDocumentId").asText());
    }

    @Test
    void allDocumentsAreBackedUpBesideWhenTheConfigurationSaysSo() {
        SearchStream stream = stream("search-backup").toService(to -> to.s3BackupMode("AllDocuments"));
        stream.put("{\"n\":1}\n", "{\"n\":2}\n").advance(Duration.ofMinutes(6));

        assertThat(server.arrivals()).hasSize(2);
        assertThat(stream.keys()).singleElement().satisfies(key -> assertThat(stream.object(key))
                .isEqualTo("{\"n\":1}\n{\"n\":2}\n"));
    }

    @Test
    void theMetricsOfCloudWatchTellBackupsAndRefusals() {
        SearchStream stream = stream("search-metrics").toService(to -> to.s3BackupMode("AllDocuments"));
        stream.put("{\"n\":1}").advance(Duration.ofMinutes(6));
        assertThat(metric("delivery_to_s3_records_total")).isEqualTo("1.0");
        assertThat(metric("delivery_to_s3_object_count_total")).isEqualTo("1.0");
        assertThat(metric(CLUSTER + "_auth_failure") + metric(CLUSTER + "_delivery_rejected"))
                .isEqualTo("0.00.0");

        server.judging(d -> 400);
        stream.put("{\"n\":2}").advance(INTERVAL);
        assertThat(metric(CLUSTER + "_auth_failure") + metric(CLUSTER + "_delivery_rejected"))
                .isEqualTo("0.01.0");

        server.judging(d -> 403);
        stream.put("{\"n\":3}").advance(INTERVAL);
        assertThat(metric(CLUSTER + "_auth_failure") + metric(CLUSTER + "_delivery_rejected"))
                .isEqualTo("1.01.0");

        server.judging(d -> 201);
        stream.put("{\"n\":4}").advance(INTERVAL);
        assertThat(metric(CLUSTER + "_auth_failure") + metric(CLUSTER + "_delivery_rejected"))
                .isEqualTo("0.00.0");
    }

    /** The value of a metric of the stream {@code search-metrics}. */
    private String metric(String name) {
        return hydrant.control()
                .metrics()
                .lines()
                .filter(line -> line.startsWith("firehose_" + name + "{") && line.contains("\"search-metrics\""))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .collect(Collectors.joining());
    }

    @Test
    void elasticsearchHasItsOwnFolderAndServerlessItsOwnMembers() {
        server.judging(d -> 404);
        SearchStream old = stream("search-elastic").toElasticsearch(to -> to.typeName("doc"));
        old.put("{\"n\":1}").advance(INTERVAL);
        assertThat(old.keys()).singleElement().asString().startsWith("elasticsearch-failed/");
        assertThat(old.failed().get(0).get("esTypeName").asText()).isEqualTo("doc");

        SearchStream collection = stream("search-collection").toServerless(to -> {});
        collection.put("{\"n\":1}").advance(INTERVAL);
        assertThat(collection.keys()).singleElement().asString().startsWith("AmazonOpenSearchService-failed/");
        assertThat(String.join(",", (Iterable<String>) collection.failed().get(0)::fieldNames))
                .isEqualTo("attemptsMade,arrivalTimestamp,errorCode,errorMessage,attemptEndingTimestamp,osDocumentId,"
                        + "osIndexName,rawData");
        assertThat(server.attempts(d -> d.id())).element(1).isEqualTo("");
        assertThat(hydrant.control().metrics())
                .contains("firehose_delivery_to_elasticsearch_", "firehose_delivery_to_amazon_open_search_serverless_");
    }

    @Test
    void aReceiverTakesWhatNothingStandsFor() {
        SearchStream stream = new SearchStream(hydrant, clients, "search-nobody").toService(to -> {});
        String day = today();
        stream.put("{\"n\":{\"m\":[1,\"ü\"]}}").advance(INTERVAL);

        JsonNode received = SearchStream.json(hydrant.control().received("search-nobody"))
                .get("received")
                .get(0);
        assertThat(received.get("destination").asText()).isEqualTo("AmazonOpenSearchService");
        JsonNode record = received.get("records").get(0);
        assertThat(record.get("index").asText()).isEqualTo("search-nobody-" + day);
        assertThat(record.get("id").asText()).matches("\\d{56}\\.0");
        assertThat(record.get("document").toString()).isEqualTo("{\"n\":{\"m\":[1,\"ü\"]}}");
    }

    @Test
    void anUpdateWhileRecordsAreTriedAgainKeepsTheirIds() {
        server.then(server.takingItAndBreakingOff());
        SearchStream stream = stream("search-update").toService(to -> {});
        stream.put("{\"n\":1}").advance(INTERVAL);
        AmazonopensearchserviceDestinationDescription before = described("search-update");
        clients.firehose.updateDestination(r -> r.deliveryStreamName("search-update")
                .currentDeliveryStreamVersionId("1")
                .destinationId("destinationId-000000000001")
                .amazonopensearchserviceDestinationUpdate(u -> u.retryOptions(o -> o.durationInSeconds(10))));
        stream.advance(Duration.ofSeconds(5));

        assertThat(before.retryOptions().durationInSeconds()).isEqualTo(300);
        assertThat(server.arrivals()).hasSize(2);
        assertThat(server.documents()).hasSize(1);
    }

    private AmazonopensearchserviceDestinationDescription described(String name) {
        return clients.firehose
                .describeDeliveryStream(r -> r.deliveryStreamName(name))
                .deliveryStreamDescription()
                .destinations()
                .get(0)
                .amazonopensearchserviceDestinationDescription();
    }

    @Test
    void aNetworkIsShownWithTheIdOfItsVpc() {
        stream("search-vpc")
                .toService(to -> to.vpcConfiguration(v -> v.roleARN(SearchStream.ROLE)
                        .subnetIds("subnet-1", "subnet-2")
                        .securityGroupIds("sg-1")));

        assertThat(described("search-vpc").vpcConfigurationDescription()).satisfies(vpc -> {
            assertThat(vpc.subnetIds()).containsExactly("subnet-1", "subnet-2");
            assertThat(vpc.securityGroupIds()).containsExactly("sg-1");
            assertThat(vpc.roleARN()).isEqualTo(SearchStream.ROLE);
            assertThat(vpc.vpcId()).startsWith("vpc-");
        });
    }

    @Test
    void anEndpointThatIsNoUrlIsRefused() {
        assertThatThrownBy(() -> new SearchStream(hydrant, clients, "search-no-url")
                        .toService(to -> to.domainARN(null).clusterEndpoint("https:logs")))
                .isInstanceOf(FirehoseException.class)
                .hasMessageContaining("ClusterEndpoint is not a valid URL");
    }

    @Test
    void theUserOfTheUrlComesToLightNowhere() throws Exception {
        server.then(HttpReceiver.answer(403, "", "not you, admin:open-sesame"));
        SearchStream stream = new SearchStream(hydrant, clients, "search-secret")
                .standIn(server.url().toString().replace("://", "://admin:open-sesame@"))
                .toService(to -> to.retryOptions(r -> r.durationInSeconds(0)));
        stream.put("{\"n\":1}").advance(INTERVAL);

        assertThat(server.next().header("Authorization")).startsWith("Basic ");
        assertThat(stream.deliveries().toString()).contains("not you, ***").doesNotContain("open-sesame");
        assertThat(stream.failed().get(0).get("errorCode").asText()).isEqualTo("403");
        assertThat(stream.failed().toString()).doesNotContain("open-sesame");
        assertThat(hydrant.control().events("search-secret")).doesNotContain("open-sesame");
    }

    @Test
    void strictModeTakesSearchDestinations() {
        try (Hydrant strict = Hydrant.start(Map.of("HYDRANT_STRICT", "true"));
                ClientsOf its = ClientsOf.defaults(strict)) {
            new SearchStream(strict, its, "strict-service").toService(to -> to.s3BackupMode("AllDocuments"));
            new SearchStream(strict, its, "strict-elastic").toElasticsearch(to -> {});
            new SearchStream(strict, its, "strict-serverless").toServerless(to -> {});

            assertThat(its.firehose.listDeliveryStreams().deliveryStreamNames())
                    .isEqualTo(List.of("strict-elastic", "strict-serverless", "strict-service"));
        }
    }
}
