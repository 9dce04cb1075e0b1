package io.hydrant.destination.search;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.hydrant.destination.RecordIds;
import io.hydrant.http.client.HttpSender;
import io.hydrant.receiver.Counterpart;
import io.hydrant.support.HttpReceiver.Received;
import io.hydrant.support.SignedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How requests say who sends them. Nothing is sent here. */
class ClusterTest {
    private static final HttpSender NOBODY = (request, largest, limit) -> {
        throw new AssertionError("Nothing is sent here");
    };

    private final BulkBody body = new BulkBody(
            new DocumentForm("logs", IndexRotation.NoRotation, "", false),
            new RecordIds(new UUID(0, 1)),
            100,
            0,
            0,
            new SpareBytes());

    @BeforeEach
    void haveCredentials() {
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "secret-of-the-test");
        body.add(0, SearchBench.ARRIVAL, "{}".getBytes(UTF_8), 0, 2, false);
    }

    @AfterEach
    void haveNone() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private Received request(SearchKind kind, String url, boolean receiver) throws Exception {
        Cluster cluster = Cluster.of(new Counterpart(URI.create(url), NOBODY, receiver));
        HttpRequest request = cluster.request(body, kind, SearchBench.ORIGIN);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        headers.put("Host", request.uri().getHost());
        byte[] sent = new byte[body.size()];
        System.arraycopy(body.array(), 0, sent, 0, sent.length);
        return new Received("POST " + request.uri().getRawPath() + " HTTP/1.1", headers, sent);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENSEARCH_SERVICE, https://search-logs-abc.us-east-2.es.amazonaws.com, us-east-2/es",
        "ELASTICSEARCH, https://vpc-logs-abc.eu-central-1.es.amazonaws.com/, eu-central-1/es",
        "OPENSEARCH_SERVERLESS, https://abc.ap-south-1.aoss.amazonaws.com, ap-south-1/aoss",
        "OPENSEARCH_SERVICE, https://search-logs.cn-north-1.es.amazonaws.com.cn, cn-north-1/es",
        "OPENSEARCH_SERVERLESS, https://elsewhere.amazonaws.com, eu-west-1/aoss"
    })
    void aRequestToAwsIsSignedForTheServiceAndTheRegionOfItsHost(SearchKind kind, String url, String scope)
            throws Exception {
        Received request = request(kind, url, false);

        SignedRequest signed = SignedRequest.of(request);
        assertThat(signed.accessKeyId()).isEqualTo("AKIDEXAMPLE");
        assertThat(signed.scope()).endsWith("/" + scope + "/aws4_request");
        assertThat(signed.signedHeaders()).contains("content-type", "host", "x-amz-content-sha256");
        assertThat(signed.isSignedWith("secret-of-the-test")).isTrue();
    }

    @Test
    void aUserInTheUrlTakesThePlaceOfTheSignature() throws Exception {
        Received request =
                request(SearchKind.OPENSEARCH_SERVICE, "https://me:word@search-logs.us-east-1.es.amazonaws.com", false);

        assertThat(request.header("Authorization")).isEqualTo("Basic bWU6d29yZA==");
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:9200, false", "https://search-logs.us-east-1.es.amazonaws.com, true"})
    void neitherAnotherServerNorAReceiverGetsASignature(String url, boolean receiver) throws Exception {
        assertThat(request(SearchKind.OPENSEARCH_SERVICE, url, receiver).headers())
                .doesNotContainKeys("Authorization", "X-Amz-Date");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9200, http://localhost:9200/_bulk",
        "http://localhost:9200/, http://localhost:9200/_bulk",
        "http://u:p@[::1]:9200/a/b/?token=x#y, http://[::1]:9200/a/b/_bulk"
    })
    void requestsGoToTheBulkPathBelowTheUrl(String url, String location) {
        assertThat(Cluster.of(new Counterpart(URI.create(url), NOBODY, false)).location())
                .isEqualTo(location);
    }

    @Test
    void aPortThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> Cluster.of(new Counterpart(URI.create("http://localhost:99999"), NOBODY, false)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
