package io.hydrant.it;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A request that leaves out or misspells what it needs is refused by name, and never ends in a 500. */
class OddRequestsIT {
    private static final List<String> CONTROL_CALLS = List.of(
            "GET /_hydrant/clock",
            "GET /_hydrant/events",
            "GET /_hydrant/streams/orders",
            "GET /_hydrant/deliveries",
            "POST /_hydrant/flush",
            "POST /_hydrant/reset");

    private static Hydrant hydrant;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        hydrant = Hydrant.start();
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        hydrant.close();
    }

    @Test
    void reEncryptNamesTheCiphertextBlobThatIsMissing() throws Exception {
        HttpResponse<String> answer = post("TrentService.ReEncrypt", "{\"DestinationKeyId\":\"alias/a\"}", "us-east-1");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("ValidationException", "CiphertextBlob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%23", "a%3Ab", "a%20b", "%00", "%C3%A9", "..%2F"})
    void everyControlCallRefusesARegionThatIsNone(String region) throws Exception {
        refusesRegion(region);
    }

    @Test
    void everyControlCallRefusesARegionThatIsTooLong() throws Exception {
        refusesRegion("a".repeat(65));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "a:b", "a b", "a?b", "*"})
    void aRegionInTheSignatureThatIsNoneIsTheClientsFault(String region) throws Exception {
        for (String target : List.of("Firehose_20150804.ListDeliveryStreams", "TrentService.ListKeys")) {
            assertThat(post(target, "{}", region).statusCode()).as(target).isBetween(400, 499);
        }
        assertThat(control("GET /_hydrant/clock").statusCode()).isEqualTo(200);
    }

    private static void refusesRegion(String region) throws Exception {
        for (String call : CONTROL_CALLS) {
            HttpResponse<String> answer = control(call + "?region=" + region);
            assertThat(answer.statusCode()).as(call).isEqualTo(400);
            assertThat(answer.body()).as(call).contains("Region");
        }
    }

    private static HttpResponse<String> control(String call) throws Exception {
        String[] parts = call.split(" ", 2);
        return send(
                HttpRequest.newBuilder(hydrant.endpoint().resolve(parts[1])).method(parts[0], BodyPublishers.noBody()));
    }

    private static HttpResponse<String> post(String target, String body, String region) throws Exception {
        return send(HttpRequest.newBuilder(hydrant.endpoint())
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", target)
                .header("X-Amz-Date", "20260101T000000Z")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIA/20260101/" + region
                                + "/kms/aws4_request, SignedHeaders=host, Signature=00")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }
}
