package io.hydrant.it;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import io.hydrant.control.HydrantControl;
import io.hydrant.support.SplunkCollector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the receivers inside Hydrant take, where nobody stands for a Splunk. */
class ReceiversIT {
    private static Hydrant hydrant;
    private static ClientsOf clients;
    private static HydrantControl control;

    @BeforeAll
    static void start() {
        hydrant = Hydrant.start(Map.of("HYDRANT_RECEIVED_BYTES", "256KiB"));
        clients = ClientsOf.defaults(hydrant);
        control = hydrant.control();
    }

    @AfterAll
    static void stop() {
        clients.close();
        hydrant.close();
    }

    @AfterEach
    void reset() {
        control.reset();
    }

    private static SplunkStream stream(String name, String type) {
        return new SplunkStream(hydrant, clients, name).create(d -> d.hecEndpointType(type));
    }

    private static List<JsonNode> received(String stream) {
        List<JsonNode> all = new ArrayList<>();
        SplunkStream.read(control.received(stream)).get("received").forEach(all::add);
        return all;
    }

    private static List<String> records(String stream) {
        List<String> records = new ArrayList<>();
        received(stream).forEach(each -> each.get("records").forEach(record -> records.add(record.toString())));
        return records;
    }

    private static String ask(String method, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(hydrant.endpoint().resolve(path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void eventsAreShownAsTheyWereSent() {
        SplunkStream stream = stream("events", "Event");
        stream.put("{\"event\":{\"n\":1.5},\"sourcetype\":\"orders\"}", "\n{\"event\":\"two\"} {\"event\":3}");
        stream.flush();

        assertThat(records("events"))
                .containsExactly(
                        "{\"event\":{\"n\":1.5},\"sourcetype\":\"orders\"}", "{\"event\":\"two\"}", "{\"event\":3}");
        JsonNode only = received("events").get(0);
        assertThat(only.get("stream").asText()).isEqualTo("events");
        assertThat(only.get("destination").asText()).isEqualTo("Splunk");
        assertThat(only.get("at").asText()).endsWith("Z");
        assertThat(only.get("request").get("url").asText())
                .isEqualTo("https://events.splunkcloud.com:443/services/collector/event");
        assertThat(only.get("request").get("headers").has("X-Splunk-Request-Channel"))
                .isTrue();
        assertThat(only.toString()).doesNotContain(SplunkCollector.TOKEN);
        assertThat(stream.errors()).containsExactly("");
    }

    @Test
    void rawDataIsBrokenAtTheEndsOfLines() {
        SplunkStream stream = stream("raw", "Raw");
        stream.put("one\n", "two", "three\r\n", "\nfour");
        stream.flush();

        assertThat(records("raw")).containsExactly("{\"raw\":\"one\"}", "{\"raw\":\"twothree\"}", "{\"raw\":\"four\"}");
    }

    @Test
    void whatIsNoEventIsRefusedAsByAServer() {
        SplunkStream stream = stream("refused", "Event");
        stream.put("{\"event\":1}", "{\"message\":2}");
        stream.flush();
        stream.put("plain text");
        stream.flush();
        stream.put("{\"event\":\"\"}");
        stream.flush();

        assertThat(records("refused")).isEmpty();
        assertThat(stream.errors()).hasSize(3).containsOnly("Splunk.InvalidDataFormat");
        assertThat(control.deliveries("refused"))
                .contains(
                        "code 12: Event field is required",
                        "code 6: Invalid data format",
                        "code 13: Event field cannot be blank");
        assertThat(stream.failed()).contains("{\"event\":1}", "{\"message\":2}", "plain text");
    }

    @Test
    void aCallWaitsForRecords() {
        SplunkStream stream = stream("awaited", "Raw");
        CompletableFuture<String> waiting =
                CompletableFuture.supplyAsync(() -> control.awaitReceived("awaited", 3, Duration.ofMinutes(1)));
        stream.put("a\n", "b\n");
        stream.flush();
        stream.put("c\n");
        stream.flush();

        assertThat(waiting.join()).contains("{\"raw\":\"c\"}");
        assertThat(control.awaitReceived("awaited", 3)).isEqualTo(control.received("awaited"));
        assertThatThrownBy(() -> control.awaitReceived("awaited", 4, Duration.ZERO))
                .hasMessageContaining("408")
                .hasMessageContaining("Of 4 records 3 have been received after PT0S.");
    }

    @Test
    void theOldestGoesFirst() {
        SplunkStream stream = stream("bounded", "Raw");
        for (int i = 0; i < 10; i++) {
            stream.put(i + "x".repeat(60_000) + "\n");
            stream.flush();
        }

        assertThat(received("bounded")).hasSizeBetween(2, 5);
        assertThat(records("bounded").get(records("bounded").size() - 1)).startsWith("{\"raw\":\"9x");
        assertThat(control.awaitReceived("bounded", 10, Duration.ZERO)).doesNotContain("\"0x");
        assertThat(control.metrics()).contains("hydrant_memory_limit_bytes{share=\"received\"} 262144.0");
    }

    @Test
    void aResetOfAStreamForgetsWhatItSent() throws Exception {
        SplunkStream one = stream("one", "Raw");
        SplunkStream two = stream("two", "Raw");
        one.put("a");
        two.put("b");
        control.flush();
        ask("POST", "/_hydrant/reset?stream=one");

        assertThat(records("one")).isEmpty();
        assertThat(records("two")).containsExactly("{\"raw\":\"b\"}");

        control.reset("000000000000");
        assertThat(records("two")).isEmpty();
    }

    @Test
    void sinceLeavesOutWhatCameBefore() throws Exception {
        SplunkStream stream = stream("since", "Raw");
        stream.put("a");
        stream.flush();
        long first = received("since").get(0).get("sequence").asLong();
        stream.put("b");
        stream.flush();

        JsonNode later = SplunkStream.read(ask("GET", "/_hydrant/received?stream=since&since=" + first));
        assertThat(later.get("received")).hasSize(1);
        assertThat(later.toString()).contains("{\"raw\":\"b\"}");
    }
}
