package io.hydrant.destination.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.DeliveryResult.Next;
import io.hydrant.destination.Destination;
import io.hydrant.destination.Transfer;
import io.hydrant.http.client.HttpPoster;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordSet;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.HttpReceiver.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.hydrant.destination.http.Endpoint.NOW;
import static io.hydrant.destination.http.Endpoint.ORIGIN;
import static io.hydrant.destination.http.Endpoint.batch;
import static io.hydrant.destination.http.Endpoint.id;
import static org.assertj.core.api.Assertions.assertThat;

/** What is sent to an HTTP endpoint. */
class HttpEndpointRequestTest {
    private final HttpReceiver receiver = HttpReceiver.start();
    private final HttpPoster poster = new HttpPoster();

    @AfterEach
    void close() {
        poster.close();
        receiver.close();
    }

    private Endpoint endpoint() {
        return new Endpoint(poster, receiver.url("/in"));
    }

    @Test
    void carriesExactlyTheHeadersOfTheSpecification() throws InterruptedException {
        Endpoint endpoint = endpoint()
                .accessKey(" not a word, a = key ")
                .attribute("team", "blue")
                .attribute("b", "2");

        endpoint.open().begin().attempt(batch("one"));

        Received request = receiver.next();
        Map<String, String> expected = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        expected.put("Host", "localhost:" + receiver.port());
        expected.put("Content-Length", String.valueOf(request.body().length));
        expected.put("User-Agent", "Amazon Kinesis Data Firehose Agent/1.0");
        expected.put("Content-Type", "application/json");
        expected.put("X-Amz-Firehose-Protocol-Version", "1.0");
        expected.put("X-Amz-Firehose-Request-Id", id(1).toString());
        expected.put("X-Amz-Firehose-Source-Arn", "arn:aws:firehose:eu-west-1:123456789012:deliverystream/orders");
        expected.put("X-Amz-Firehose-Access-Key", "not a word, a = key");
        expected.put("X-Amz-Firehose-Common-Attributes", "{\"commonAttributes\":{\"team\":\"blue\",\"b\":\"2\"}}");
        assertThat(request.headers()).isEqualTo(expected);
    }

    @Test
    void leavesOutWhatIsNotConfigured() throws InterruptedException {
        endpoint().accessKey("").open().begin().attempt(batch("one"));

        assertThat(receiver.next().headers())
                .doesNotContainKeys(
                        "X-Amz-Firehose-Access-Key", "X-Amz-Firehose-Common-Attributes", "Content-Encoding");
    }

    @Test
    void escapesAttributesSoThatAHeaderCanCarryThem() throws InterruptedException {
        endpoint().attribute("naïve", "a\"b\\c\n\u007f😀").open().begin().attempt(batch("one"));

        assertThat(receiver.next().header("X-Amz-Firehose-Common-Attributes"))
                .isEqualTo("{\"commonAttributes\":{\"na\\u00EFve\":\"a\\\"b\\\\c\\n\\u007F\\uD83D\\uDE00\"}}");
    }

    @Test
    void carriesAnAccessKeyOfTheGreatestLength() throws InterruptedException {
        String key = "k".repeat(4096);

        endpoint().accessKey(key).open().begin().attempt(batch("one"));

        assertThat(receiver.next().header("X-Amz-Firehose-Access-Key")).isEqualTo(key);
    }

    @Test
    void postsRecordsAsBase64InJson() throws InterruptedException {
        endpoint().open().begin().attempt(batch("one", "", "four", "fünf\n"));

        Received request = receiver.next();
        assertThat(request.requestLine()).isEqualTo("POST /in HTTP/1.1");
        assertThat(request.text())
                .isEqualTo("{\"requestId\":\"" + id(1) + "\",\"timestamp\":" + NOW.toEpochMilli()
                        + ",\"records\":[{\"data\":\"b25l\"},{\"data\":\"\"},{\"data\":\"Zm91cg==\"},"
                        + "{\"data\":\"ZsO8bmYK\"}]}");
    }

    @Test
    void sendsTheUrlUnchangedAndShowsItWithoutItsQuery() throws InterruptedException {
        URI url = receiver.url("/a%2Fb//c;d?key=s%20ecret&x=%C3%A4");

        DeliveryResult outcome = new Endpoint(poster, url).open().begin().attempt(batch("one"));

        assertThat(receiver.next().requestLine()).isEqualTo("POST /a%2Fb//c;d?key=s%20ecret&x=%C3%A4 HTTP/1.1");
        assertThat(((DeliveryResult.Delivered) outcome).location())
                .isEqualTo("http://localhost:" + receiver.port() + "/a%2Fb//c;d");
    }

    @Test
    void compressesTheBodyWhenAsked() throws InterruptedException {
        DeliveryResult outcome = endpoint().gzip().open().begin().attempt(batch("x".repeat(10_000), "y"));

        Received request = receiver.next();
        assertThat(request.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(request.body()).startsWith(0x1f, 0x8b).hasSizeLessThan(500);
        assertThat(request.records()).containsExactly("x".repeat(10_000), "y");
        assertThat(((DeliveryResult.Delivered) outcome).bytes()).isEqualTo(request.body().length);
    }

    @Test
    void sendsNoMoreThanTenThousandRecordsAtOnce() throws InterruptedException {
        List<String> records =
                IntStream.rangeClosed(1, 20_001).mapToObj(i -> "r" + i).toList();

        DeliveryResult outcome = endpoint().open().begin().attempt(batch(records));

        Received first = receiver.next();
        Received second = receiver.next();
        Received third = receiver.next();
        assertThat(receiver.waiting()).isZero();
        assertThat(first.records()).isEqualTo(records.subList(0, 10_000));
        assertThat(second.records()).isEqualTo(records.subList(10_000, 20_000));
        assertThat(third.records()).containsExactly("r20001");
        assertThat(List.of(first.requestId(), second.requestId(), third.requestId()))
                .containsExactly(id(1).toString(), id(2).toString(), id(3).toString());
        assertThat(((DeliveryResult.Delivered) outcome).bytes())
                .isEqualTo(first.body().length + second.body().length + third.body().length);
    }

    @Test
    void keepsEachBodyWithinTheSizeHintBeforeCompression() throws InterruptedException {
        List<String> records =
                IntStream.range(0, 40).mapToObj(i -> "a".repeat(1000)).toList();

        endpoint().gzip().size(10_000).open().begin().attempt(batch(records));

        int seen = 0;
        while (seen < 40) {
            Received request = receiver.next();
            assertThat(request.text().length()).isLessThanOrEqualTo(10_000);
            assertThat(request.records()).hasSizeBetween(5, 7);
            seen += request.records().size();
        }
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void fillsABodyToTheLastByteOfTheHint() throws InterruptedException {
        endpoint().open().begin().attempt(batch("aaa", "bbb"));
        int exact = receiver.next().body().length;

        endpoint().size(exact).open().begin().attempt(batch("aaa", "bbb"));
        assertThat(receiver.next().records()).containsExactly("aaa", "bbb");
        endpoint().size(exact - 1).open().begin().attempt(batch("aaa", "bbb"));
        assertThat(receiver.next().records()).containsExactly("aaa");
    }

    @Test
    void sendsARecordLargerThanTheHintByItself() throws InterruptedException {
        String large = "x".repeat(2000);

        endpoint().size(500).open().begin().attempt(batch("a", large, "b"));

        assertThat(receiver.next().records()).containsExactly("a");
        assertThat(receiver.next().records()).containsExactly(large);
        assertThat(receiver.next().records()).containsExactly("b");
    }

    @Test
    void keepsTheRequestIdOverRetriesAndSendsOnlyWhatIsNotThroughYet() throws InterruptedException {
        receiver.then(HttpReceiver.ok(), HttpReceiver.status(503), HttpReceiver.status(500));
        Endpoint endpoint = endpoint().size(1);
        RecordBatch batch = batch("a", "b", "c");
        Transfer transfer = endpoint.open().begin();

        DeliveryResult first = transfer.attempt(batch);
        endpoint.time.advance(Duration.ofSeconds(1));
        RecordBatch rest = batch.only(RecordSet.of(3, 1, 2));
        DeliveryResult second = transfer.attempt(rest);
        DeliveryResult third = transfer.attempt(rest);

        assertThat(first).isInstanceOfSatisfying(DeliveryResult.Failed.class, f -> {
            assertThat(f.failed()).isEqualTo(RecordSet.of(3, 1, 2));
            assertThat(f.next()).isEqualTo(Next.RETRY);
        });
        assertThat(second).isInstanceOfSatisfying(DeliveryResult.Failed.class, f -> assertThat(f.failed())
                .isEqualTo(RecordSet.of(3, 1, 2)));
        assertThat(third).isInstanceOf(DeliveryResult.Delivered.class);
        assertThat(receiver.next().requestId()).isEqualTo(id(1).toString());
        for (int i = 0; i < 3; i++) {
            Received tried = receiver.next();
            assertThat(tried.requestId()).isEqualTo(id(2).toString());
            assertThat(tried.json().get("requestId").asText()).isEqualTo(id(2).toString());
            assertThat(tried.records()).containsExactly("b");
        }
        Received last = receiver.next();
        assertThat(last.requestId()).isEqualTo(id(3).toString());
        assertThat(last.records()).containsExactly("c");
        assertThat(last.json().get("timestamp").asLong())
                .isEqualTo(NOW.plusSeconds(1).toEpochMilli());
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void losesOnlyTheRecordsOfTheRequestThatWasAnsweredWith413() throws InterruptedException {
        receiver.then(HttpReceiver.ok(), HttpReceiver.status(413), HttpReceiver.status(500));
        RecordBatch batch = batch("a", "b", "c", "d");
        Transfer transfer = endpoint().size(1).open().begin();

        DeliveryResult first = transfer.attempt(batch);
        DeliveryResult second = transfer.attempt(batch.only(RecordSet.of(4, 2, 3)));

        assertThat(first).isInstanceOfSatisfying(DeliveryResult.Failed.class, f -> {
            assertThat(f.next()).isEqualTo(Next.RETRY);
            assertThat(f.failed()).isEqualTo(RecordSet.of(4, 2, 3));
            assertThat(f.lost()).isEqualTo(RecordSet.of(4, 1));
        });
        assertThat(second).isInstanceOf(DeliveryResult.Delivered.class);
        assertThat(IntStream.range(0, 5).mapToObj(i -> nextRecord()).toList()).containsExactly("a", "b", "c", "c", "d");
    }

    @Test
    void tellsWhatIsLostWhenTheOthersAreThrough() {
        receiver.then(HttpReceiver.status(413), HttpReceiver.ok(), HttpReceiver.status(413));

        DeliveryResult outcome = endpoint().size(1).open().begin().attempt(batch("a", "b", "c", "d"));

        assertThat(outcome).isInstanceOfSatisfying(DeliveryResult.Failed.class, f -> {
            assertThat(f.next()).isEqualTo(Next.DISCARD);
            assertThat(f.message()).contains("413");
            assertThat(f.failed()).isEqualTo(RecordSet.of(4, 0, 2));
            assertThat(f.lost().isEmpty()).isTrue();
        });
    }

    @Test
    void sendsRecordsFromTheMiddleOfABatchInTheirOrder() throws InterruptedException {
        receiver.then(HttpReceiver.ok(), HttpReceiver.status(500));
        RecordBatch some = batch("a", "b", "c", "d", "e").only(RecordSet.of(5, 1, 2, 4));
        Transfer transfer = endpoint().size(80).open().begin();

        DeliveryResult first = transfer.attempt(some);

        assertThat(receiver.next().records()).containsExactly("b");
        assertThat(receiver.next().records()).containsExactly("c");
        assertThat(first).isInstanceOfSatisfying(DeliveryResult.Failed.class, f -> assertThat(f.failed())
                .isEqualTo(RecordSet.of(5, 2, 4)));
    }

    private String nextRecord() {
        try {
            return receiver.next().records().get(0);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void twoTransfersAreTwoRequests() throws InterruptedException {
        HttpEndpointDestination destination = endpoint().open();

        destination.begin().attempt(batch("a"));
        destination.begin().attempt(batch("a"));

        assertThat(receiver.next().requestId()).isNotEqualTo(receiver.next().requestId());
    }

    @Test
    void isTriedAgainForAsLongAsConfiguredAndThenGoesToTheErrorOutput() {
        Endpoint endpoint = endpoint();
        HttpEndpointDestination other = endpoint.open();
        Destination.Failure failure = new Destination.Failure("code", "message", 3, NOW);
        HttpEndpointDestination destination = new HttpEndpointDestination(
                endpoint.spec(),
                ORIGIN,
                poster,
                Optional::of,
                endpoint.time,
                endpoint.time,
                new CpuPermits(1),
                () -> id(1),
                given -> {
                    assertThat(given).isSameAs(failure);
                    return other;
                });

        assertThat(destination.retryFor()).isEqualTo(Duration.ofSeconds(77));
        assertThat(destination.errorOutput(failure)).containsSame(other);
    }
}
