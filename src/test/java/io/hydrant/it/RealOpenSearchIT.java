package io.hydrant.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.HttpReceiver.Behaviour;
import io.hydrant.support.OpenSearch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.hydrant.it.SearchStream.INTERVAL;
import static org.assertj.core.api.Assertions.assertThat;

/** Deliveries to a real OpenSearch. */
class RealOpenSearchIT {
    private static OpenSearch openSearch;
    private static Hydrant hydrant;
    private static ClientsOf clients;

    @BeforeAll
    static void start() {
        openSearch = OpenSearch.start();
        hydrant = Hydrant.start();
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
    }

    @AfterAll
    static void stop() {
        if (hydrant != null) {
            clients.close();
            hydrant.close();
        }
        if (openSearch != null) {
            openSearch.close();
        }
    }

    private static SearchStream stream(String name) {
        return new SearchStream(hydrant, clients, name).standIn(openSearch.url());
    }

    private static JsonNode hits(String index) {
        openSearch.count(index);
        return openSearch
                .get('/' + index + "/_search?size=100&sort=n")
                .get("hits")
                .get("hits");
    }

    private static List<String> documents(int count) {
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add("{\"n\":" + i + ",\"text\":\"Zoë \\\"" + i + "\\\"\"}\n");
        }
        return documents;
    }

    @Test
    void recordsBecomeDocumentsOfTheIndexOfTheirDay() {
        SearchStream stream = stream("real-daily").toService(to -> {});
        stream.put(documents(1000)).advance(INTERVAL);

        assertThat(stream.column("outcome")).isEqualTo("DELIVERED");
        assertThat(openSearch.count("real-daily-*")).isEqualTo(1000);
        JsonNode first = hits("real-daily-*").get(0);
        assertThat(first.get("_index").asText()).matches("real-daily-\\d{4}-\\d{2}-\\d{2}");
        assertThat(first.get("_id").asText()).matches("\\d{56}\\.0");
        assertThat(first.get("_source").get("text").asText()).isEqualTo("Zoë \"0\"");
    }

    @Test
    void everyRotationGivesANameThatTheClusterTakes() {
        for (String rotation : List.of("NoRotation", "OneHour", "OneDay", "OneWeek", "OneMonth")) {
            String name = "real-" + rotation.toLowerCase(java.util.Locale.ROOT);
            stream(name)
                    .toService(to -> to.indexRotationPeriod(rotation))
                    .put("{\"n\":1}")
                    .advance(INTERVAL);

            assertThat(openSearch.count(name + "*")).as(rotation).isEqualTo(1);
        }
    }

    @Test
    void aRecordOfSeveralLinesBecomesOneDocument() {
        SearchStream stream = stream("real-lines").toService(to -> to.indexRotationPeriod("NoRotation"));
        stream.put("{\r\n  \"n\": 1,\n  \"text\": \"a\\nb\"\n}\n", "{\"n\":2}").advance(INTERVAL);

        assertThat(openSearch.count("real-lines")).isEqualTo(2);
        assertThat(hits("real-lines").get(0).get("_source").get("text").asText())
                .isEqualTo("a\nb");
    }

    @Test
    void whatTheClusterRefusesGoesToTheErrorOutputInTheClustersWords() {
        openSearch.put("/real-mapped", "{\"mappings\":{\"properties\":{\"n\":{\"type\":\"long\"}}}}");
        SearchStream stream = stream("real-mapped").toService(to -> to.indexRotationPeriod("NoRotation"));
        stream.put("{\"n\":1}", "{\"n\":\"x\"}", "[1]", "{\"_id\":\"mine\"}", "{\"n\":2}")
                .advance(INTERVAL);

        assertThat(openSearch.count("real-mapped")).isEqualTo(2);
        List<JsonNode> failed = stream.failed();
        assertThat(failed).hasSize(3).allSatisfy(line -> {
            assertThat(line.get("errorCode").asText()).isEqualTo("400");
            assertThat(line.get("esIndexName").asText()).isEqualTo("real-mapped");
            assertThat(line.get("attemptsMade").asInt()).isEqualTo(1);
        });
        assertThat(failed.get(0).get("errorMessage").asText())
                .startsWith("{\"type\":\"mapper_parsing_exception\"")
                .contains("failed to parse field [n] of type [long]")
                .contains(failed.get(0).get("esDocumentId").asText());
        assertThat(failed.get(2).get("errorMessage").asText()).contains("Field [_id] is a metadata field");
        assertThat(stream.column("attempt")).as("no retry").isEqualTo("1,1");
    }

    @Test
    void aBadIndexNameIsRefusedDocumentByDocument() {
        SearchStream stream = stream("real-bad").toService(to -> to.indexName("BAD\"NAME"));
        stream.put("{\"n\":1}").advance(INTERVAL);

        assertThat(stream.failed()).singleElement().satisfies(line -> {
            assertThat(line.get("errorMessage").asText()).contains("invalid_index_name_exception");
            assertThat(line.get("esIndexName").asText()).startsWith("BAD\"NAME-");
        });
    }

    @Test
    void aTypeFailsTheWholeRequestUntilTheTimeIsOver() {
        SearchStream stream =
                stream("real-typed").toService(to -> to.typeName("event").retryOptions(r -> r.durationInSeconds(10)));
        stream.put("{\"n\":1}", "{\"n\":2}").advance(INTERVAL.plusSeconds(30));

        assertThat(stream.failed()).hasSize(2).allSatisfy(line -> {
            assertThat(line.get("errorCode").asText()).isEqualTo("400");
            assertThat(line.get("errorMessage").asText()).contains("unknown parameter [_type]");
            assertThat(line.get("attemptsMade").asInt()).isGreaterThan(2);
        });
        assertThat(openSearch.count("real-typed-*")).isZero();
    }

    @Test
    void nothingDoublesWhenAnAnswerIsLost() {
        for (boolean ids : new boolean[] {true, false}) {
            String name = "real-lost-" + ids;
            try (HttpReceiver between = HttpReceiver.start()) {
                between.then(forwarding(false), forwarding(false)).always(forwarding(true));
                new SearchStream(hydrant, clients, name)
                        .standIn(between.url(""))
                        .toService(to -> to.indexRotationPeriod("NoRotation")
                                .documentIdOptions(
                                        o -> o.defaultDocumentIdFormat(ids ? "FIREHOSE_DEFAULT" : "NO_DOCUMENT_ID")))
                        .put(documents(50))
                        .advance(INTERVAL.plus(Duration.ofSeconds(30)));
            }
            assertThat(openSearch.count(name)).as("ids " + ids).isEqualTo(ids ? 50 : 150);
        }
    }

    /** Brings a request to the cluster, and its answer back if {@code answers}. */
    private static Behaviour forwarding(boolean answers) {
        return (request, receiver, peer) -> {
            try {
                String answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(openSearch.url() + "/_bulk"))
                                        .header("Content-Type", request.header("Content-Type"))
                                        .POST(BodyPublishers.ofByteArray(request.body()))
                                        .build(),
                                BodyHandlers.ofString())
                        .body();
                (answers ? HttpReceiver.body(answer) : HttpReceiver.disconnectInTheMiddle())
                        .answer(request, receiver, peer);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        };
    }

    @Test
    void elasticsearchAndServerlessStreamsDeliverToo() {
        stream("real-elastic").toElasticsearch(to -> {}).put("{\"n\":1}").advance(INTERVAL);
        stream("real-collection").toServerless(to -> {}).put("{\"n\":1}").advance(INTERVAL);

        assertThat(openSearch.count("real-elastic-*")).isEqualTo(1);
        assertThat(openSearch.count("real-collection")).isEqualTo(1);
        assertThat(hits("real-collection").get(0).get("_id").asText())
                .as("the cluster's own id")
                .hasSize(20);
    }

    @Test
    void aLargeBatchGoesInRequestsThatTheClusterTakes() {
        List<String> large = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            large.add("{\"n\":" + i + ",\"text\":\"" + "x".repeat(60_000) + "\"}");
        }
        SearchStream stream = stream("real-large").toService(to -> to.indexRotationPeriod("NoRotation"));
        for (String document : large) {
            stream.put(document);
        }
        stream.advance(INTERVAL);

        assertThat(openSearch.count("real-large")).isEqualTo(60);
    }
}
