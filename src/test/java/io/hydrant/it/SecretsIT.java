package io.hydrant.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.hydrant.Hydrant;
import io.hydrant.support.Canaries;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.ObjectGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.HttpEndpointCommonAttribute;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.S3DestinationConfiguration;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Secrets go in through every entry, and come to light neither in the log at its finest level, nor in events, ledger, metrics and
 * the rest of the control API, nor in Describe, nor in the {@code toString} of any object that the server holds.
 */
class SecretsIT {
    private static final String ROLE = "arn:aws:iam::" + ClientsOf.DEFAULT_ACCOUNT + ":role/delivery";

    private final Canaries canaries = new Canaries();
    private final Lines log = new Lines();
    private final Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("ROOT");
    private final Logger ours = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("io.hydrant");
    private final HttpReceiver receiver = HttpReceiver.start();
    private final List<String> told = new ArrayList<>();
    private final List<String> described = new ArrayList<>();

    private Hydrant hydrant;
    private ClientsOf clients;

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        ours.setLevel(Level.TRACE);
    }

    @AfterEach
    void close() {
        root.detachAppender(log);
        ours.setLevel(null);
        clients.close();
        hydrant.close();
        receiver.close();
    }

    private void start(Map<String, String> settings) {
        hydrant = Hydrant.start(settings);
        clients = ClientsOf.defaults(hydrant)
                .as(AwsSessionCredentials.create(
                        ClientsOf.DEFAULT_ACCOUNT,
                        canaries.plant("secret access key"),
                        canaries.plant("session token of somebody else")));
    }

    @Test
    void noSecretComesToLight() throws Exception {
        start(Map.of());
        storeObjects();
        describeAfter("http", this::createHttpEndpoint);
        describeAfter("splunk", this::createSplunk);
        describeAfter("redshift", this::createRedshift);
        describeAfter("snowflake", this::createSnowflake);
        useKms();
        useSts();
        sendBrokenRequests();
        deliver();

        tellEverything("http", "splunk", "redshift", "snowflake");
        assertThat(log.text()).contains("stream=http", "operation=PutRecord", "status=400");
        assertThat(String.join("\n", told)).contains("RETRYING", "DELIVERED", "GenerateDataKey");
        assertThat(canaries.foundIn(log.text())).as("log").isEmpty();
        assertThat(canaries.foundIn(String.join("\n", told))).as("answers").isEmpty();
        assertThat(canaries.foundIn(String.join("\n", described)))
                .as("Describe, which on AWS too tells an endpoint's URL and Splunk's token")
                .containsExactlyInAnyOrder("token in a URL", "HEC token");
        for (Object object : ObjectGraph.reachableFrom(hydrant)) {
            assertThat(canaries.foundIn(object.toString()))
                    .as(object.getClass().getName())
                    .isEmpty();
        }
    }

    @Test
    void noSecretComesToLightBesideAnotherKmsAndAnotherS3() throws Exception {
        try (Hydrant other = Hydrant.start();
                ClientsOf there = ClientsOf.defaults(other)) {
            String endpoint = other.endpoint().toString();
            start(Map.of("HYDRANT_KMS_ENDPOINT", endpoint, "HYDRANT_S3_ENDPOINT", endpoint));
            String key = there.kms.createKey().keyMetadata().arn();
            Workbench bench = new Workbench(hydrant, clients);
            bench.encryptedStream("remote", key);
            put("remote");
            hydrant.control().flush("remote"); // no bucket yet
            there.s3.createBucket(b -> b.bucket("bucket"));
            there.kms.disableKey(k -> k.keyId(key));
            hydrant.control().advance(Duration.ofMinutes(10)); // no data key any more
            refused(() -> put("remote"));
            there.kms.enableKey(k -> k.keyId(key));
            hydrant.control().advance(Duration.ofMinutes(20));

            tellEverything("remote");
            assertThat(there.s3.listObjectsV2(r -> r.bucket("bucket")).contents())
                    .isNotEmpty();
        }
        assertThat(log.text()).contains("stream=remote");
        assertThat(canaries.foundIn(log.text())).as("log").isEmpty();
        assertThat(canaries.foundIn(String.join("\n", told))).as("answers").isEmpty();
        assertThat(canaries.foundIn(String.join("\n", described)))
                .as("Describe")
                .isEmpty();
        for (Object object : ObjectGraph.reachableFrom(hydrant)) {
            assertThat(canaries.foundIn(object.toString()))
                    .as(object.getClass().getName())
                    .isEmpty();
        }
    }

    @Test
    void aSecretInTheLogWouldBeFound() {
        start(Map.of());
        String secret = canaries.plant("a password");

        LoggerFactory.getLogger("io.hydrant.firehose").trace("password={}", secret, new IllegalStateException());

        assertThat(canaries.foundIn(log.text())).containsExactly("a password");
    }

    private void storeObjects() throws Exception {
        clients.s3.createBucket(b -> b.bucket("bucket"));
        clients.s3.putObject(
                r -> r.bucket("bucket").key("object"),
                software.amazon.awssdk.core.sync.RequestBody.fromString(canaries.plant("content of an object")));
        URI presigned = hydrant.endpoint()
                .resolve("/bucket/absent?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature="
                        + canaries.plant("signature of a presigned URL") + "&X-Amz-Security-Token="
                        + canaries.plant("token of a presigned URL") + "&X-Amz-Credential=" + ClientsOf.DEFAULT_ACCOUNT
                        + "%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20260101T000000Z"
                        + "&X-Amz-Expires=60&X-Amz-SignedHeaders=host");
        send(HttpRequest.newBuilder(presigned).build());
    }

    private void createHttpEndpoint() {
        receiver.then(
                HttpReceiver.json(500, b -> b.put("errorMessage", "no")),
                HttpReceiver.body("this is not JSON"),
                HttpReceiver.disconnect());
        clients.firehose.createDeliveryStream(r -> r.deliveryStreamName("http")
                .deliveryStreamEncryptionConfigurationInput(Workbench.awsOwned())
                .httpEndpointDestinationConfiguration(d -> d.endpointConfiguration(
                                e -> e.url(receiver.url("/in?token=" + canaries.plant("token in a URL"))
                                                .toString())
                                        .accessKey(canaries.plant("access key of an HTTP endpoint")))
                        .requestConfiguration(c -> c.commonAttributes(HttpEndpointCommonAttribute.builder()
                                .attributeName("tenant")
                                .attributeValue("blue")
                                .build()))
                        .s3Configuration(backup())));
        refused(() -> clients.firehose.createDeliveryStream(r -> r.deliveryStreamName("http-long")
                .httpEndpointDestinationConfiguration(d -> d.endpointConfiguration(e -> e.url("https://example.invalid")
                                .accessKey(canaries.plant("access key that is too long")
                                        .repeat(400)))
                        .s3Configuration(backup()))));
        refused(() -> clients.firehose.updateDestination(r -> r.deliveryStreamName("http")
                .currentDeliveryStreamVersionId("77")
                .destinationId("destinationId-000000000001")
                .httpEndpointDestinationUpdate(d -> d.endpointConfiguration(e -> e.url("https://example.invalid")
                        .accessKey(canaries.plant("access key of a refused update"))))));
    }

    private void createSplunk() {
        clients.firehose.createDeliveryStream(r -> r.deliveryStreamName("splunk")
                .splunkDestinationConfiguration(d -> d.hecEndpoint("https://example.invalid:8088")
                        .hecEndpointType("Raw")
                        .hecToken(canaries.plant("HEC token"))
                        .s3Configuration(backup())));
        refused(() -> clients.firehose.createDeliveryStream(r -> r.deliveryStreamName("splunk")
                .splunkDestinationConfiguration(d -> d.hecEndpoint("https://example.invalid:8088")
                        .hecEndpointType("Raw")
                        .hecToken(canaries.plant("HEC token that is too long").repeat(400))
                        .s3Configuration(backup()))));
    }

    private void createRedshift() {
        clients.firehose.createDeliveryStream(
                r -> r.deliveryStreamName("redshift").redshiftDestinationConfiguration(d -> d.roleARN(ROLE)
                        .clusterJDBCURL("jdbc:redshift://one.example.redshift.amazonaws.com:5439/db")
                        .copyCommand(c -> c.dataTableName("orders"))
                        .username("loader")
                        .password(canaries.plant("password of Redshift"))
                        .s3Configuration(backup())));
    }

    private void createSnowflake() {
        clients.firehose.createDeliveryStream(r -> r.deliveryStreamName("snowflake")
                .snowflakeDestinationConfiguration(d -> d.accountUrl("https://example.snowflakecomputing.com")
                        .user("loader")
                        .privateKey(canaries.plant("private key of Snowflake").repeat(20))
                        .keyPassphrase(canaries.plant("passphrase of Snowflake"))
                        .database("db")
                        .schema("schema")
                        .table("orders")
                        .roleARN(ROLE)
                        .s3Configuration(backup())));
    }

    private static S3DestinationConfiguration backup() {
        return S3DestinationConfiguration.builder()
                .bucketARN("arn:aws:s3:::bucket")
                .roleARN(ROLE)
                .build();
    }

    private void useKms() {
        String key = clients.kms.createKey().keyMetadata().arn();
        GenerateDataKeyResponse made =
                clients.kms.generateDataKey(r -> r.keyId(key).keySpec(DataKeySpec.AES_256));
        canaries.plant("data key", made.plaintext().asByteArray());
        clients.kms.decrypt(r -> r.ciphertextBlob(made.ciphertextBlob()));
        SdkBytes plain = SdkBytes.fromUtf8String(canaries.plant("plaintext for KMS"));
        SdkBytes sealed =
                clients.kms.encrypt(r -> r.keyId(key).plaintext(plain)).ciphertextBlob();
        canaries.plant(
                "random bytes",
                clients.kms.generateRandom(r -> r.numberOfBytes(32)).plaintext().asByteArray());
        canaries.plant(
                "grant token",
                clients.kms
                        .createGrant(r -> r.keyId(key).granteePrincipal(ROLE).operationsWithStrings("Decrypt"))
                        .grantToken());
        clients.kms.disableKey(r -> r.keyId(key));
        refused(() -> clients.kms.decrypt(r -> r.ciphertextBlob(sealed)));
        refused(() -> clients.kms.encrypt(r -> r.keyId(key).plaintext(plain)));
        clients.kms.enableKey(r -> r.keyId(key));
        Workbench bench = new Workbench(hydrant, clients);
        bench.encryptedStream("sealed", key);
        put("sealed");
        clients.kms.disableKey(r -> r.keyId(key));
        hydrant.control().advance(Duration.ofMinutes(10));
        refused(() -> put("sealed"));
        clients.kms.enableKey(r -> r.keyId(key));
        hydrant.control().flush("sealed");
        tellEverything("sealed");
    }

    private void useSts() {
        Credentials issued;
        try (ClientsOf root = ClientsOf.defaults(hydrant)) {
            issued = root.sts.getSessionToken().credentials();
        }
        Credentials assumed = clients.sts
                .assumeRole(r -> r.roleArn(ROLE).roleSessionName("walk"))
                .credentials();
        for (Credentials each : List.of(issued, assumed)) {
            canaries.plant("secret of a session", each.secretAccessKey());
            canaries.plant("token of a session", each.sessionToken());
            try (ClientsOf session = clients.as(
                    AwsSessionCredentials.create(each.accessKeyId(), each.secretAccessKey(), each.sessionToken()))) {
                session.firehose.listDeliveryStreams();
                session.kms.listKeys();
            }
        }
    }

    /** Bodies that end in the middle of a secret, or have one where it does not belong. */
    private void sendBrokenRequests() throws Exception {
        String secret = canaries.plant("value in a broken body");
        for (String operation : List.of("PutRecord", "CreateDeliveryStream", "UpdateDestination", "NoSuchThing")) {
            for (String body : List.of(
                    "{\"Record\":{\"Data\":\"" + secret,
                    "{\"" + secret + "\":1}",
                    "{\"Record\":{\"Data\":{\"x\":\"" + secret + "\"}},\"DeliveryStreamName\":7}",
                    "{\"DeliveryStreamName\":\"x\",\"Record\":{\"Data\":\"*" + secret + "\"}}",
                    secret)) {
                send(HttpRequest.newBuilder(hydrant.endpoint())
                        .header("X-Amz-Target", "Firehose_20150804." + operation)
                        .header("Content-Type", "application/x-amz-json-1.1")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/firehose/aws4_request,"
                                        + " SignedHeaders=host, Signature=" + canaries.plant("signature"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
            }
        }
    }

    private void deliver() throws InterruptedException {
        hydrant.control().advance(Duration.ofSeconds(20));
        put("http");
        put("splunk");
        refused(() -> clients.firehose.putRecord(r -> r.deliveryStreamName("http")
                .record(d -> d.data(SdkBytes.fromUtf8String(
                        canaries.plant("a record too large").repeat(80_000))))));
        refused(() -> clients.firehose.putRecord(r -> r.deliveryStreamName("absent")
                .record(d -> d.data(SdkBytes.fromUtf8String(canaries.plant("a record for nobody"))))));
        hydrant.control().advance(Duration.ofMinutes(15));
        HttpReceiver.Received request = receiver.next();
        assertThat(canaries.foundIn(request.requestLine() + request.headers() + request.text()))
                .as("the destination is told")
                .contains("token in a URL", "access key of an HTTP endpoint", "a record of http");
    }

    private void put(String stream) {
        clients.firehose.putRecord(r -> r.deliveryStreamName(stream)
                .record(d -> d.data(SdkBytes.fromUtf8String(canaries.plant("a record of " + stream)))));
        SdkBytes batched = SdkBytes.fromUtf8String(canaries.plant("a record in a batch of " + stream));
        clients.firehose.putRecordBatch(r -> r.deliveryStreamName(stream)
                .records(List.of(Record.builder().data(batched).build())));
    }

    private void describeAfter(String stream, Runnable creation) {
        creation.run();
        clients.firehose.describeDeliveryStream(r -> r.deliveryStreamName(stream));
        described.add(clients.lastFirehoseBody());
    }

    private void tellEverything(String... streams) {
        for (String stream : streams) {
            clients.firehose.describeDeliveryStream(r -> r.deliveryStreamName(stream));
            described.add(clients.lastFirehoseBody());
            told.add(hydrant.control().stream(stream));
            told.add(hydrant.control().events(stream));
            told.add(hydrant.control().deliveries(stream));
        }
        told.add(hydrant.control().metrics());
        told.add(hydrant.control().clock());
        told.add(hydrant.control().health());
        try {
            told.add(send(HttpRequest.newBuilder(hydrant.endpoint().resolve("/_hydrant/events"))
                    .build()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The refusal may not repeat the secret either: programs log what they are told. */
    private void refused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(SdkException.class, e -> {
            told.add(String.valueOf(e.getMessage()));
            assertThat(e instanceof FirehoseException f ? f.statusCode() : 400).isEqualTo(400);
        });
    }

    private static String send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Every line, with its stack trace. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final StringBuilder text = new StringBuilder();

        @Override
        protected synchronized void append(ILoggingEvent event) {
            text.append(event.getFormattedMessage()).append('\n');
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }

        synchronized String text() {
            return text.toString();
        }
    }
}
