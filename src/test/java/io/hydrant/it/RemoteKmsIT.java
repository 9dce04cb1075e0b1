package io.hydrant.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;
import io.hydrant.Hydrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionConfiguration;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.kms.KmsClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Another Hydrant plays the KMS, behind a gate that can be slow, broken or shut. */
class RemoteKmsIT {
    private final Hydrant kmsServer = Hydrant.start();
    private Gate gate;
    private Hydrant hydrant;
    private FirehoseClient firehose;
    private KmsClient kms;
    private String key;

    @BeforeEach
    void startBoth() throws IOException {
        gate = new Gate(kmsServer.endpoint());
        hydrant = Hydrant.start(Map.of("HYDRANT_KMS_ENDPOINT", gate.endpoint().toString(), "HYDRANT_PORT", "0"));
        hydrant.control().freeze(true);
        StaticCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("000000000000", "x"));
        firehose = FirehoseClient.builder()
                .endpointOverride(hydrant.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .build();
        kms = KmsClient.builder()
                .endpointOverride(kmsServer.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        key = kms.createKey().keyMetadata().arn();
        firehose.createDeliveryStream(b -> b.deliveryStreamName("far")
                .extendedS3DestinationConfiguration(
                        d -> d.roleARN("arn:aws:iam::000000000000:role/r").bucketARN("arn:aws:s3:::b")));
    }

    @AfterEach
    void stopBoth() {
        firehose.close();
        kms.close();
        hydrant.close();
        gate.close();
        kmsServer.close();
    }

    @Test
    void enablesSealsAndRetiresThroughTheOtherKms() {
        start();

        assertThat(encryption().statusAsString()).isEqualTo("ENABLED");
        assertThat(kms.listGrants(b -> b.keyId(key)).grants()).singleElement().satisfies(g -> assertThat(
                        g.constraints().encryptionContextSubset())
                .containsEntry("aws:firehose:arn", "arn:aws:firehose:us-east-1:000000000000:deliverystream/far"));
        assertThat(put()).isTrue();

        firehose.deleteDeliveryStream(b -> b.deliveryStreamName("far"));
        hydrant.control().advance(Duration.ofSeconds(1));

        assertThat(kms.listGrants(b -> b.keyId(key)).grants()).isEmpty();
    }

    @Test
    void endsEnablingFailedWhenTheOtherKmsAnswersErrorsAndRecoversWhenItIsBack() {
        gate.answer(500);

        start();

        assertThat(encryption().statusAsString()).isEqualTo("ENABLING_FAILED");
        assertThat(encryption().failureDescription().typeAsString()).isEqualTo("UNKNOWN_ERROR");

        gate.open();
        start();

        assertThat(encryption().statusAsString()).isEqualTo("ENABLED");
    }

    @Test
    void refusesPutsCleanlyWhileTheOtherKmsIsGoneAndTakesThemAgainAfterwards() {
        start();
        assertThat(put()).isTrue();
        gate.answer(500);
        hydrant.control().advance(Duration.ofMinutes(6)); // the data key in hand is too old now

        FirehoseException refused = catchThrowableOfType(FirehoseException.class, this::put);

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailableException");
        assertThat(refused.statusCode()).isEqualTo(503);
        gate.open();
        assertThat(put()).isTrue();
    }

    @Test
    void doesNotHangOnAKmsThatNeverAnswers() {
        gate.hang();

        start();

        assertThat(encryption().statusAsString()).isEqualTo("ENABLING_FAILED");
        assertThat(encryption().failureDescription().typeAsString()).isEqualTo("UNKNOWN_ERROR");
        assertThat(put()).isFalse();
    }

    @Test
    void tellsTheOtherKmssRefusalByItsType() {
        kms.disableKey(b -> b.keyId(key));

        start();

        assertThat(encryption().failureDescription().typeAsString()).isEqualTo("DISABLED_KMS_KEY");
    }

    private void start() {
        firehose.startDeliveryStreamEncryption(b -> b.deliveryStreamName("far")
                .deliveryStreamEncryptionConfigurationInput(
                        e -> e.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key)));
        hydrant.control().advance(Duration.ofSeconds(2));
    }

    private DeliveryStreamEncryptionConfiguration encryption() {
        return firehose.describeDeliveryStream(b -> b.deliveryStreamName("far"))
                .deliveryStreamDescription()
                .deliveryStreamEncryptionConfiguration();
    }

    private boolean put() {
        return firehose.putRecord(b -> b.deliveryStreamName("far").record(r -> r.data(SdkBytes.fromUtf8String("x"))))
                .encrypted();
    }

    /** A reverse proxy that passes requests on, answers an error itself, or does not answer at all. */
    private static final class Gate implements AutoCloseable {
        private final HttpServer server;
        private final HttpClient client = HttpClient.newHttpClient();
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile int status;
        private volatile boolean hanging;

        Gate(URI target) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", exchange -> {
                try (exchange) {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    if (hanging) {
                        closed.await();
                    } else if (status != 0) {
                        exchange.sendResponseHeaders(status, -1);
                    } else {
                        HttpRequest.Builder request =
                                HttpRequest.newBuilder(target).POST(HttpRequest.BodyPublishers.ofByteArray(body));
                        for (String header : List.of("X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date")) {
                            String value = exchange.getRequestHeaders().getFirst(header);
                            if (value != null) {
                                request.header(header, value);
                            }
                        }
                        HttpResponse<byte[]> response =
                                client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                        response.headers().firstValue("Content-Type").ifPresent(t -> exchange.getResponseHeaders()
                                .set("Content-Type", t));
                        byte[] answer = response.body();
                        exchange.sendResponseHeaders(response.statusCode(), answer.length == 0 ? -1 : answer.length);
                        exchange.getResponseBody().write(answer);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            server.start();
        }

        URI endpoint() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        void answer(int code) {
            status = code;
        }

        void hang() {
            hanging = true;
        }

        void open() {
            status = 0;
            hanging = false;
        }

        @Override
        public void close() {
            closed.countDown();
            server.stop(0);
        }
    }
}
