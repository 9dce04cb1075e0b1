package io.hydrant.receiver;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.StreamVersion;
import io.hydrant.http.client.Answer;
import io.hydrant.http.client.HttpSender;
import io.hydrant.memory.Share;
import io.hydrant.resource.ResourceReader;
import io.hydrant.resource.Resources;
import io.hydrant.time.TimeLimit;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReceiversTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final URI CLOUD = URI.create("https://user:pass@inputs.acme.splunkcloud.com:8088/path?secret=1");
    private static final HttpSender NOBODY = (request, largest, limit) -> {
        throw new AssertionError("asked " + request.uri());
    };

    private final VirtualTime time = new VirtualTime(NOW);
    private final TimeLimit limit = new TimeLimit(time, time, Duration.ofMinutes(3), "", "");
    private final Share memory = new Share("received", 10_000);
    private final ReceivedLog log = new ReceivedLog(memory);
    private final Resources resources = new Resources();
    private final Counterparts counterparts =
            new Counterparts(resources, NOBODY, new Receivers(log, time, new CpuPermits(1)));

    private record Line(String text) implements ReceivedRecord {
        @Override
        public Map<String, Object> shown() {
            return Map.of("raw", text);
        }

        @Override
        public int bytes() {
            return text.length();
        }
    }

    /** Takes each line as a record. */
    private static final class Lines implements ReceiverProtocol {
        @Override
        public String destination() {
            return "Lines";
        }

        @Override
        public Reception receive(ReceivedRequest request) {
            String text = new String(request.body().exact(), StandardCharsets.UTF_8);
            return Reception.json(200, "{}", text.lines().map(Line::new).toList());
        }
    }

    private static StreamVersion origin(String account, String stream) {
        return new StreamVersion(new Scope(new AccountId(account), new Region("eu-west-1")), stream, 3);
    }

    private static final StreamVersion ORDERS = origin("123456789012", "orders");

    private Answer post(Counterparts to, StreamVersion origin, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(CLOUD)
                .header("Authorization", "Splunk secret")
                .header("X-Splunk-Request-Channel", "7")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return to.of(CLOUD.toString(), CLOUD, origin, new Lines()).sender().post(request, 1000, limit);
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        log.matching(any -> true).forEach(r -> r.records()
                .forEach(each -> texts.add(String.valueOf(each.shown().get("raw")))));
        return texts;
    }

    @Test
    void aReceiverGetsTheSameBytesAndShowsNoSecret() throws Exception {
        String body = "ä\n".repeat(40);
        assertThat(post(counterparts, ORDERS, body).status()).isEqualTo(200);

        Received received = log.matching(any -> true).get(0);
        assertThat(received.at()).isEqualTo(NOW);
        assertThat(received.origin()).isEqualTo(ORDERS);
        assertThat(received.records()).hasSize(40);
        assertThat(received.request())
                .isEqualTo(Map.of(
                        "method",
                        "POST",
                        "url",
                        "https://inputs.acme.splunkcloud.com:8088/path",
                        "headers",
                        Map.of("X-Splunk-Request-Channel", "7"),
                        "bytes",
                        120));
    }

    @Test
    void theOldestGoesFirst() throws Exception {
        for (int i = 0; i < 30; i++) {
            post(counterparts, ORDERS, "record " + i);
        }
        assertThat(texts()).contains("record 29").doesNotContain("record 0");
        assertThat(memory.used()).isLessThanOrEqualTo(10_000);
        assertThat(log.records(any -> true)).isEqualTo(30);
    }

    @Test
    void ofARequestThatIsLargerThanAllTheNewestRecordsAreKept() throws Exception {
        post(counterparts, ORDERS, "before");
        post(counterparts, ORDERS, "x\n".repeat(5000) + "last");

        assertThat(texts()).doesNotContain("before").endsWith("last").hasSizeBetween(50, 200);
        assertThat(log.records(any -> true)).isEqualTo(5002);
        assertThat(memory.used()).isLessThanOrEqualTo(10_000);
    }

    @Test
    void aWaitEndsWhenEnoughRecordsHaveCome() throws Exception {
        CompletableFuture<Boolean> wait = log.arrival(r -> r.origin().equals(ORDERS), 3, Duration.ofMinutes(1));
        post(counterparts, origin("123456789012", "others"), "a\nb\nc");
        post(counterparts, ORDERS, "a\nb");
        assertThat(wait).isNotDone();

        post(counterparts, ORDERS, "c");
        assertThat(wait.join()).isTrue();
        assertThat(log.arrival(any -> true, 7, Duration.ZERO).join()).isFalse();
    }

    @Test
    void aResetForgetsWhatCameFromItsStreams() throws Exception {
        post(counterparts, ORDERS, "one");
        post(counterparts, origin("123456789012", "others"), "two");
        CompletableFuture<Boolean> wait = log.arrival(r -> r.origin().equals(ORDERS), 2, Duration.ofMinutes(1));
        log.forget(ORDERS.arn()::equals);

        assertThat(texts()).containsExactly("two");
        post(counterparts, ORDERS, "three");
        assertThat(wait).isNotDone();
        log.forget(any -> true);
        assertThat(memory.used()).isZero();
        assertThat(log.records(any -> true)).isZero();
    }

    @Test
    void whatIsPutBeforeAReceiverCanRefuse() throws Exception {
        Answer busy = new Answer(503, HttpHeaders.of(Map.of(), (a, b) -> true), new byte[0], false);
        Counterparts refusing = counterparts.through(receiver -> (request, largest, end) -> busy);

        assertThat(post(refusing, ORDERS, "one")).isSameAs(busy);
        assertThat(texts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.splunkcloud.com:443, true",
        "https://ACME.SplunkCloud.com.:443, true",
        "https://abc.us-east-1.aoss.amazonaws.com, true",
        "https://abc.cn-north-1.es.amazonaws.com.cn, true",
        "https://my_inputs.splunkcloud.com:443, true",
        "https://notsplunkcloud.com:443, false",
        "http://localhost:8088, false",
        "https://amazonaws.com.example.org, false"
    })
    void aHostOfACloudIsNeverConnectedTo(String url, boolean receiver) {
        Counterpart found = counterparts.of(url, URI.create(url), ORDERS, new Lines());

        assertThat(found.receiver()).isEqualTo(receiver);
        assertThat(found.url()).hasToString(url);
    }

    @Test
    void theTableOfNamesWins() {
        resources.put(ResourceReader.read("{\"https://*\": \"http://localhost:9\", \"arn:aws:es:*\": \"none\"}"));
        String name = "arn:aws:es:eu-west-1:123456789012:domain/logs";

        assertThat(counterparts.of(CLOUD.toString(), CLOUD, ORDERS, new Lines()))
                .isEqualTo(new Counterpart(URI.create("http://localhost:9"), NOBODY, false));
        assertThat(counterparts.of(name, CLOUD, ORDERS, new Lines()).receiver()).isTrue();
    }
}
