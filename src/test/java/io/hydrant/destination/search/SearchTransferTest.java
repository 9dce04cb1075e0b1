package io.hydrant.destination.search;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.DeliveryResult.Delivered;
import io.hydrant.destination.DeliveryResult.Failed;
import io.hydrant.destination.DeliveryResult.Next;
import io.hydrant.destination.Destination;
import io.hydrant.destination.RecordErrors.RecordError;
import io.hydrant.destination.Transfer;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordSet;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.HttpReceiver.Behaviour;
import io.hydrant.support.HttpReceiver.Received;
import io.hydrant.support.SearchServer;
import io.hydrant.support.SearchServer.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.hydrant.destination.search.SearchBench.DOMAIN;
import static io.hydrant.destination.search.SearchBench.batch;
import static io.hydrant.destination.search.SearchBench.id;
import static org.assertj.core.api.Assertions.assertThat;

/** Bulk requests over a real socket, and what their answers mean for each record. */
class SearchTransferTest {
    private static final String A = "{\"n\":\"a\"}";
    private static final String B = "{\"n\":\"b\"}";
    private static final String C = "{\"n\":\"c\"}";

    private final SearchServer server = new SearchServer();
    private SearchBench bench = new SearchBench(SearchKind.OPENSEARCH_SERVICE);

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

    private Transfer begin() {
        return bench.standIn(DOMAIN, server.url().toString()).open().begin();
    }

    private Failed fail(String... records) {
        return (Failed) begin().attempt(batch(records));
    }

    private static Set<Integer> positions(RecordSet set) {
        return Set.copyOf(set.positions().boxed().toList());
    }

    private static RecordError error(Failed failed, int position) {
        return failed.errors().of(position).orElseThrow();
    }

    @Test
    void theRequestIsAPostOfLinesToTheBulkPath() throws Exception {
        DeliveryResult result = begin().attempt(batch(A + "\n", B));

        Received request = server.next();
        assertThat(request.requestLine()).isEqualTo("POST /_bulk HTTP/1.1");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.headers()).doesNotContainKeys("Authorization", "Content-Encoding");
        assertThat(request.text())
                .isEqualTo("{\"index\":{\"_index\":\"logs-2026-03-04\",\"_id\":\"" + id(0) + "\"}}\n" + A + "\n"
                        + "{\"index\":{\"_index\":\"logs-2026-03-04\",\"_id\":\"" + id(1) + "\"}}\n" + B + "\n");
        assertThat(result).isEqualTo(new Delivered(server.url() + "/_bulk", request.body().length));
    }

    @Test
    void documentsArriveUnderTheirIdsInOrder() {
        begin().attempt(batch(A, B, C));

        assertThat(server.arrivals()).extracting(Document::id).containsExactly(id(0), id(1), id(2));
        assertThat(server.arrivals())
                .extracting(d -> d.json().get("n").asText())
                .containsExactly("a", "b", "c");
    }

    @Test
    void aTypeIsSentWhereTheConfigurationHasOne() {
        bench.with("TypeName", "event");
        begin().attempt(batch(A));

        assertThat(server.arrivals()).extracting(Document::type).containsExactly("event");
    }

    @Test
    void noIdIsSentWhenTheConfigurationSaysSo() {
        bench.with("DocumentIdOptions", Map.of("DefaultDocumentIdFormat", "NO_DOCUMENT_ID"));
        begin().attempt(batch(A));

        assertThat(server.arrivals()).extracting(Document::id).containsExactly("");
    }

    @Test
    void aCollectionGetsNeitherIdsNorTypesNorRotation() {
        bench = new SearchBench(SearchKind.OPENSEARCH_SERVERLESS);
        bench.standIn("https://abc.eu-west-1.aoss.amazonaws.com", server.url().toString())
                .open()
                .begin()
                .attempt(batch(A));

        assertThat(server.arrivals())
                .containsExactly(
                        new Document("logs", "", "", server.arrivals().get(0).json()));
    }

    @Test
    void aRecordThatIsNoJsonObjectIsKeptOutOfTheRequestAndRefused() {
        Failed failed = fail(A, "plain", B, "{} {}", "[1]", "");

        assertThat(server.arrivals()).extracting(Document::id).containsExactly(id(0), id(2));
        assertThat(failed.next()).isEqualTo(Next.ERROR_OUTPUT);
        assertThat(positions(failed.failed())).containsExactlyInAnyOrder(1, 3, 4, 5);
        assertThat(failed.refused().isEmpty()).isTrue();
        assertThat(error(failed, 3))
                .isEqualTo(new RecordError("400", "The record is not one JSON object, so Hydrant did not send it."));
        assertThat(failed.errorCode()).isEqualTo("400");
        assertThat(failed.message())
                .isEqualTo("4 of 6 documents were not taken. The first: The record is not one JSON object, so Hydrant"
                        + " did not send it.");
    }

    @Test
    void nothingIsSentWhenNoRecordIsAJsonObject() {
        Failed failed = fail("plain", "text");

        assertThat(server.waiting()).isZero();
        assertThat(failed.failed()).isEqualTo(RecordSet.all(2));
        assertThat(failed.next()).isEqualTo(Next.ERROR_OUTPUT);
    }

    @Test
    void whatTheClusterNeverTakesIsRefusedAndWhatItMayTakeIsTriedAgainAlone() {
        server.judging(d -> d.id().equals(id(0)) ? 400 : d.id().equals(id(2)) ? 429 : 201);
        Transfer transfer = begin();
        RecordBatch batch = batch(A, B, C, "{\"n\":\"d\"}");
        Failed failed = (Failed) transfer.attempt(batch);

        assertThat(failed.next()).isEqualTo(Next.RETRY);
        assertThat(positions(failed.failed())).containsExactly(2);
        assertThat(positions(failed.refused())).containsExactly(0);
        assertThat(error(failed, 0))
                .isEqualTo(new RecordError("400", "{\"type\":\"told\",\"reason\":\"" + id(0) + "\"}"));
        assertThat(error(failed, 2).code()).isEqualTo("429");
        assertThat(failed.errorCode()).isEqualTo("429");

        server.judging(d -> 201);
        assertThat(transfer.attempt(batch.only(failed.failed()))).isInstanceOf(Delivered.class);
        assertThat(server.attempts(Document::id)).containsExactly(id(0), id(1), id(2), id(3), id(2));
    }

    @ParameterizedTest
    @CsvSource({
        "400, ERROR_OUTPUT",
        "403, ERROR_OUTPUT",
        "404, ERROR_OUTPUT",
        "409, ERROR_OUTPUT",
        "429, RETRY",
        "500, RETRY",
        "503, RETRY",
        "504, RETRY"
    })
    void theStatusOfADocumentSaysWhatBecomesOfIt(int status, Next next) {
        server.judging(d -> status);

        Failed failed = fail(A);
        assertThat(failed.next()).isEqualTo(next);
        assertThat(error(failed, 0).code()).isEqualTo(String.valueOf(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 413, 429, 500, 502, 503, 504})
    void aRequestThatIsRefusedAsAWholeIsTriedAgainWithEveryDocument(int status) {
        server.then(HttpReceiver.answer(status, "", "{\"error\":\"no\tway\"}"));

        Failed failed = fail(A, B);
        assertThat(failed.next()).isEqualTo(Next.RETRY);
        assertThat(failed.failed()).isEqualTo(RecordSet.all(2));
        assertThat(failed.errorCode()).isEqualTo(String.valueOf(status));
        assertThat(failed.message())
                .startsWith("The cluster answered " + status)
                .endsWith(": {\"error\":\"no way\"}");
        assertThat(failed.errors().of(0)).isEmpty();
    }

    private static List<Behaviour> broken(SearchServer server) {
        return List.of(
                HttpReceiver.disconnect(),
                HttpReceiver.disconnectInTheMiddle(),
                server.takingItAndBreakingOff(),
                HttpReceiver.raw("no HTTP"),
                HttpReceiver.body("<html>"),
                HttpReceiver.body(""),
                HttpReceiver.status(204));
    }

    @Test
    void aRequestWithoutAUsefulAnswerIsTriedAgainUnderTheSameIds() {
        Transfer transfer = begin();
        RecordBatch batch = batch(A, B);
        List<String> codes = new ArrayList<>();
        for (Behaviour behaviour : broken(server)) {
            server.then(behaviour);
            Failed failed = (Failed) transfer.attempt(batch);
            assertThat(failed.failed()).isEqualTo(RecordSet.all(2));
            assertThat(failed.next()).isEqualTo(Next.RETRY);
            codes.add(failed.errorCode());
        }
        assertThat(codes)
                .containsExactly(
                        "OS.ConnectionReset",
                        "OS.ConnectionReset",
                        "OS.ConnectionReset",
                        "OS.ConnectionReset",
                        "200",
                        "200",
                        "204");

        assertThat(transfer.attempt(batch)).isInstanceOf(Delivered.class);
        assertThat(server.arrivals())
                .as("one request took effect and lost its answer")
                .hasSize(4);
        assertThat(server.documents()).containsOnlyKeys("logs-2026-03-04/" + id(0), "logs-2026-03-04/" + id(1));
    }

    @Test
    void anAnswerThatLeavesDocumentsOutLetsThemBeTriedAgain() {
        server.then(HttpReceiver.body("{\"errors\":true,\"items\":[{\"index\":{\"status\":201}}]}"));

        Failed failed = fail(A, B, C);
        assertThat(positions(failed.failed())).containsExactlyInAnyOrder(1, 2);
        assertThat(failed.next()).isEqualTo(Next.RETRY);
        assertThat(error(failed, 1).code()).isEqualTo("OS.InvalidResponse");
    }

    @Test
    void aBatchLargerThanTheHintGoesInSeveralRequestsAndAFailureKeepsTheLaterOnesBack() throws Exception {
        String large = "{\"x\":\"" + "y".repeat(2_000_000) + "\"}";
        Transfer transfer = begin();
        RecordBatch batch = batch(large, large, large, large, large);
        server.then(this::take, HttpReceiver.status(503));
        Failed failed = (Failed) transfer.attempt(batch);

        assertThat(SearchServer.documents(server.next())).hasSize(2);
        assertThat(SearchServer.documents(server.next())).hasSize(2);
        assertThat(server.waiting()).isZero();
        assertThat(positions(failed.failed())).containsExactlyInAnyOrder(2, 3, 4);
        assertThat(transfer.attempt(batch.only(failed.failed()))).isInstanceOf(Delivered.class);
        assertThat(server.arrivals()).extracting(Document::id).containsExactly(id(0), id(1), id(2), id(3), id(4));
    }

    private void take(Received request, HttpReceiver from, Socket peer) throws IOException {
        server.answer(request, from, peer);
    }

    @Test
    void theRetryTimeBeginsWithTheFirstAttempt() {
        server.judging(d -> 429);
        Transfer transfer = begin();
        RecordBatch batch = batch(A);
        transfer.attempt(batch);
        bench.time.advance(Duration.ofSeconds(76));
        assertThat(((Failed) transfer.attempt(batch)).next()).isEqualTo(Next.RETRY);
        bench.time.advance(Duration.ofSeconds(1));
        assertThat(((Failed) transfer.attempt(batch)).next()).isEqualTo(Next.ERROR_OUTPUT);
    }

    @Test
    void noRetryMeansThatTheFirstFailureIsTheLast() {
        bench.with("RetryOptions", Map.of("DurationInSeconds", 0));
        server.judging(d -> 503);

        assertThat(fail(A).next()).isEqualTo(Next.ERROR_OUTPUT);
    }

    @Test
    void theUserOfTheUrlAuthenticatesAndIsShownNowhere() throws Exception {
        bench.standIn(DOMAIN, server.url().toString().replace("://", "://admin:p%40ss@") + "/base/");
        server.then(HttpReceiver.answer(401, "", "who is admin:p@ss YWRtaW46cEBzcw== admin:p%40ss"));
        Failed failed = (Failed) bench.open().begin().attempt(batch(A));

        Received request = server.next();
        assertThat(request.requestLine()).startsWith("POST /base/_bulk ");
        assertThat(request.header("Authorization")).isEqualTo("Basic YWRtaW46cEBzcw==");
        assertThat(failed.location()).isEqualTo(server.url() + "/base/_bulk");
        assertThat(failed.message()).isEqualTo("The cluster answered 401: who is *** *** ***");
    }

    @Test
    void aReceiverTakesTheSameBytesWhereNothingStandsForTheName() {
        Destination destination = bench.open();
        DeliveryResult result = destination.begin().attempt(batch(A, "{\"n\":{\"m\":[1]}}"));

        assertThat(result.location()).isEqualTo("https://search-logs.eu-west-1.es.amazonaws.com/_bulk");
        assertThat(result).isInstanceOf(Delivered.class);
        assertThat(bench.received.matching(any -> true)).singleElement().satisfies(received -> {
            assertThat(received.destination()).isEqualTo("AmazonOpenSearchService");
            assertThat(received.records().get(1).shown().toString())
                    .isEqualTo("{index=logs-2026-03-04, id=" + id(1) + ", document={\"n\":{\"m\":[1]}}}");
        });
    }

    @Test
    void aUrlThatNobodyAnswersAtIsTriedAgain() {
        bench.standIn(DOMAIN, "http://localhost:1");
        Failed failed = (Failed) bench.open().begin().attempt(batch(A));

        assertThat(failed.errorCode()).isEqualTo("OS.ConnectionFailed");
        assertThat(failed.next()).isEqualTo(Next.RETRY);
    }

    @ParameterizedTest
    @CsvSource({
        "ELASTICSEARCH, elasticsearch-failed, es",
        "OPENSEARCH_SERVICE, AmazonOpenSearchService-failed, es",
        "OPENSEARCH_SERVERLESS, AmazonOpenSearchService-failed, os"
    })
    void theErrorOutputKnowsTheIdTheIndexAndTheType(SearchKind kind, String folder, String prefix) {
        bench = new SearchBench(kind);
        boolean typed = kind != SearchKind.OPENSEARCH_SERVERLESS;
        if (typed) {
            bench.with("TypeName", "event");
        }
        bench.open().errorOutput(new Destination.Failure("429", "busy", 2, SearchBench.NOW));

        assertThat(bench.errorOutputType).isEqualTo(folder);
        String line = bench.members.beforeData(batch(A, B), 1, SearchBench.ARRIVAL);
        String index = typed ? "logs-2026-03-04" : "logs";
        assertThat(line)
                .isEqualTo(",\"" + prefix + "DocumentId\":\"" + id(1) + "\",\"" + prefix + "IndexName\":\"" + index
                        + '"' + (typed ? ",\"esTypeName\":\"event\"" : ""));
        assertThat(bench.members.afterData(batch(A), 0, SearchBench.ARRIVAL)).isEmpty();
    }

    @Test
    void theErrorOutputHasNoIdWhereNoneWasSent() {
        bench.with("DocumentIdOptions", Map.of("DefaultDocumentIdFormat", "NO_DOCUMENT_ID"));
        bench.open().errorOutput(new Destination.Failure("429", "busy", 2, SearchBench.NOW));

        assertThat(bench.members.beforeData(batch(A), 0, SearchBench.ARRIVAL))
                .isEqualTo(",\"esDocumentId\":null,\"esIndexName\":\"logs-2026-03-04\",\"esTypeName\":\"\"");
    }
}
