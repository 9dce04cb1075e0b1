package io.hydrant.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import io.hydrant.support.KnownPrimes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What stands against an object's being written: its KMS key, and a denial in the bucket's policy. */
@ExtendWith(KnownPrimes.class)
class ObjectAccessIT {
    private static final String ROLE = "arn:aws:iam::000000000000:role/service-role/delivery";
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private Hydrant hydrant;
    private ClientsOf clients;
    private Workbench bench;

    @BeforeEach
    void start() {
        hydrant = Hydrant.start();
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
        bench = new Workbench(hydrant, clients);
        clients.s3.createBucket(r -> r.bucket("lake"));
    }

    @AfterEach
    void stop() {
        clients.close();
        hydrant.close();
    }

    private PutObjectResponse put(String key, Consumer<PutObjectRequest.Builder> change) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket("lake").key(key);
        change.accept(request);
        return clients.s3.putObject(request.build(), RequestBody.fromString("water"));
    }

    private PutObjectResponse sealed(String key, String kmsKey) {
        return put(
                key, r -> r.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(kmsKey));
    }

    private String get(String key) {
        return clients.s3.getObjectAsBytes(r -> r.bucket("lake").key(key)).asUtf8String();
    }

    private static void assertRefused(ThrowingCallable call, int status, String code, String message) {
        S3Exception refused = catchThrowableOfType(S3Exception.class, call);
        assertThat(refused).as("nothing was refused").isNotNull();
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message);
    }

    private void stream(String name, String kmsKey) {
        clients.firehose.createDeliveryStream(r -> r.deliveryStreamName(name).extendedS3DestinationConfiguration(c -> {
            c.roleARN(ROLE).bucketARN("arn:aws:s3:::lake").cloudWatchLoggingOptions(l -> l.enabled(true)
                    .logGroupName("/aws/kinesisfirehose/" + name)
                    .logStreamName("DestinationDelivery"));
            if (!kmsKey.isEmpty()) {
                c.encryptionConfiguration(e -> e.kmsEncryptionConfig(k -> k.awskmsKeyARN(kmsKey)));
            }
        }));
        clients.firehose.putRecord(
                r -> r.deliveryStreamName(name).record(d -> d.data(SdkBytes.fromUtf8String("a drop"))));
    }

    private List<JsonNode> ledger(String stream) {
        List<JsonNode> deliveries = new ArrayList<>();
        Workbench.json(hydrant.control().deliveries(stream)).path("deliveries").forEach(deliveries::add);
        return deliveries;
    }

    private JsonNode last(String stream) {
        List<JsonNode> all = ledger(stream);
        return all.get(all.size() - 1);
    }

    private void bucketPolicy(String effect, String principal, String more) {
        clients.s3.putBucketPolicy(r -> r.bucket("lake")
                .policy("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect + "\",\"Principal\":"
                        + principal
                        + ",\"Action\":[\"s3:PutObject\",\"s3:PutObjectAcl\"],\"Resource\":\"arn:aws:s3:::lake/*\""
                        + more
                        + "}]}"));
    }

    private void denyUseOfKey(String kmsKey, String principal, String action) {
        clients.kms.putKeyPolicy(r -> r.keyId(kmsKey)
                .policyName("default")
                .policy("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                        + "\"arn:aws:iam::000000000000:root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"},"
                        + "{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"" + principal + "\"},\"Action\":\"" + action
                        + "\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"kms:ViaService\":"
                        + "\"s3.us-east-1.amazonaws.com\"}}}]}"));
    }

    @Test
    void answersTheArnOfTheKeyByAnyOfItsNames() {
        String key = bench.key();
        clients.kms.createAlias(r -> r.aliasName("alias/lake").targetKeyId(key));

        assertThat(sealed("a", key).ssekmsKeyId()).isEqualTo(key);
        assertThat(sealed("b", key.substring(key.indexOf('/') + 1)).ssekmsKeyId())
                .isEqualTo(key);
        assertThat(sealed("c", "alias/lake").ssekmsKeyId()).isEqualTo(key);
        assertThat(get("c")).isEqualTo("water");
    }

    @Test
    void aDisabledKeyStopsWritingAndReadingUntilItIsEnabled() {
        String key = bench.key();
        sealed("a", key);
        clients.s3.putObject(r -> r.bucket("lake").key("plain"), RequestBody.fromString("open"));

        clients.kms.disableKey(r -> r.keyId(key));

        assertRefused(() -> sealed("b", key), 400, "KMS.DisabledException", key + " is disabled.");
        assertRefused(() -> get("a"), 400, "KMS.DisabledException", key + " is disabled.");
        assertRefused(
                () -> clients.s3.copyObject(r -> r.sourceBucket("lake")
                        .sourceKey("a")
                        .destinationBucket("lake")
                        .destinationKey("c")),
                400,
                "KMS.DisabledException",
                key + " is disabled.");
        assertThat(get("plain")).isEqualTo("open");
        assertThat(clients.s3.headObject(r -> r.bucket("lake").key("a")).ssekmsKeyId())
                .isEqualTo(key);

        clients.kms.enableKey(r -> r.keyId(key));

        assertThat(get("a")).isEqualTo("water");
    }

    @Test
    void refusesKeysThatCannotSealInTheWordsOfKms() {
        String doomed = bench.key();
        sealed("before", doomed);
        clients.kms.scheduleKeyDeletion(r -> r.keyId(doomed).pendingWindowInDays(7));
        String rsa = bench.key(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT);
        String nobodys = "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555";

        assertRefused(() -> sealed("a", doomed), 400, "KMS.KMSInvalidStateException", doomed + " is pending deletion.");
        assertRefused(() -> sealed("a", nobodys), 400, "KMS.NotFoundException", "Key '" + nobodys + "' does not exist");
        assertRefused(() -> sealed("a", "aws/s3"), 400, "KMS.NotFoundException", "Invalid keyId 'aws/s3'");
        assertRefused(
                () -> sealed("a", nobodys.replace("us-east-1", "eu-west-1")),
                400,
                "KMS.NotFoundException",
                "Invalid arn eu-west-1");
        assertRefused(
                () -> sealed("a", rsa),
                400,
                "KMS.InvalidKeyUsageException",
                rsa + " key usage is ENCRYPT_DECRYPT which is not valid for GenerateDataKey.");
        assertThat(clients.s3.listObjectsV2(r -> r.bucket("lake")).contents()).hasSize(1);

        bench.advance(Duration.ofDays(8));

        assertRefused(() -> get("before"), 400, "KMS.NotFoundException", "Key '" + doomed + "' does not exist");
    }

    @Test
    void aDenialInTheKeyPolicyIsAccessDenied() {
        String key = bench.key();
        sealed("a", key);

        denyUseOfKey(key, "*", "kms:Decrypt");

        assertThat(sealed("b", key).ssekmsKeyId()).isEqualTo(key);
        assertRefused(
                () -> get("a"),
                403,
                "AccessDenied",
                "User: arn:aws:iam::000000000000:root is not authorized to perform: kms:Decrypt on resource: " + key
                        + " with an explicit deny in a resource-based policy");
    }

    @Test
    void asksForTheDefaultKeyOfTheBucketOrForTheOneOfAws() {
        assertThat(put("a", r -> r.serverSideEncryption(ServerSideEncryption.AWS_KMS))
                        .ssekmsKeyId())
                .startsWith("arn:aws:kms:us-east-1:000000000000:key/");
        assertThat(get("a")).isEqualTo("water");
        assertThat(sealed("b", "arn:aws:kms:us-east-1:000000000000:alias/aws/s3")
                        .ssekmsKeyId())
                .isEqualTo(clients.s3.headObject(r -> r.bucket("lake").key("a")).ssekmsKeyId());
        String key = bench.key();
        clients.s3.putBucketEncryption(r -> r.bucket("lake")
                .serverSideEncryptionConfiguration(c -> c.rules(ServerSideEncryptionRule.builder()
                        .bucketKeyEnabled(true)
                        .applyServerSideEncryptionByDefault(d ->
                                d.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(key))
                        .build())));
        assertThat(put("c", r -> {}).ssekmsKeyId()).isEqualTo(key);

        clients.kms.disableKey(r -> r.keyId(key));

        assertRefused(() -> put("d", r -> {}), 400, "KMS.DisabledException", key + " is disabled.");
    }

    @Test
    void asksAgainForEachPartOfAnUpload() {
        String key = bench.key();
        String upload = clients.s3
                .createMultipartUpload(r -> r.bucket("lake")
                        .key("parts")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(key))
                .uploadId();

        clients.kms.disableKey(r -> r.keyId(key));

        assertRefused(
                () -> clients.s3.uploadPart(
                        r -> r.bucket("lake").key("parts").uploadId(upload).partNumber(1),
                        RequestBody.fromString("part")),
                400,
                "KMS.DisabledException",
                key + " is disabled.");
    }

    @Test
    void aDeliveryWaitsForTheKeyOfItsObjects() {
        String key = bench.key();
        clients.kms.disableKey(r -> r.keyId(key));
        stream("orders", key);

        bench.advance(INTERVAL);

        JsonNode failed = last("orders");
        assertThat(failed.path("outcome").asText()).isEqualTo("RETRYING");
        assertThat(failed.path("errorCode").asText()).isEqualTo("S3.KMS.DisabledException");
        assertThat(failed.path("error").asText()).contains(key + " is disabled.");
        assertThat(bench.events("orders", "CloudWatchLog")
                        .get(0)
                        .at("/message/errorCode")
                        .asText())
                .isEqualTo("S3.KMS.DisabledException");

        clients.kms.enableKey(r -> r.keyId(key));
        bench.advance(Duration.ofHours(1));

        assertThat(last("orders").path("outcome").asText()).isEqualTo("DELIVERED");
        String object = last("orders").path("key").asText();
        assertThat(clients.s3.headObject(r -> r.bucket("lake").key(object)).ssekmsKeyId())
                .isEqualTo(key);
        assertThat(get(object)).isEqualTo("a drop");
    }

    @Test
    void namesTheKeyThatADeliveryDoesNotFind() {
        String nobodys = "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555";
        stream("orders", nobodys);

        bench.advance(INTERVAL);

        assertThat(last("orders").path("errorCode").asText()).isEqualTo("S3.KMS.NotFoundException");
        assertThat(last("orders").path("error").asText()).contains("correct AWSKMSKeyARN", nobodys);
    }

    @Test
    void aDeliveryUsesItsKeyInTheDeliveryRole() {
        String key = bench.key();
        denyUseOfKey(key, ROLE, "kms:GenerateDataKey");
        stream("orders", key);

        bench.advance(INTERVAL);

        assertThat(sealed("by-root", key).ssekmsKeyId()).isEqualTo(key);
        assertThat(last("orders").path("errorCode").asText()).isEqualTo("S3.AccessDenied");
        assertThat(last("orders").path("error").asText())
                .contains(
                        "403 AccessDenied",
                        "arn:aws:sts::000000000000:assumed-role/delivery/AWSFirehoseToS3",
                        "kms:GenerateDataKey");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"*\"",
                "{\"AWS\":\"" + ROLE + "\"}",
                "{\"AWS\":\"arn:aws:iam::000000000000:root\"}",
                "{\"Service\":\"firehose.amazonaws.com\"}"
            })
    void aDenialInTheBucketPolicyStopsADeliveryUntilItIsGone(String principal) {
        bucketPolicy("Deny", principal, "");
        stream("orders", "");

        bench.advance(INTERVAL);

        assertThat(last("orders").path("outcome").asText()).isEqualTo("RETRYING");
        assertThat(last("orders").path("errorCode").asText()).isEqualTo("S3.AccessDenied");
        assertThat(last("orders").path("error").asText()).contains("s3:PutObject", "explicit deny");
        assertThat(bench.events("orders", "CloudWatchLog")
                        .get(0)
                        .at("/message/errorCode")
                        .asText())
                .isEqualTo("S3.AccessDenied");

        clients.s3.deleteBucketPolicy(r -> r.bucket("lake"));
        bench.advance(Duration.ofHours(1));

        assertThat(last("orders").path("outcome").asText()).isEqualTo("DELIVERED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"AWS\":\"arn:aws:iam::000000000000:role/another\"}",
                "{\"Service\":\"logging.s3.amazonaws.com\"}"
            })
    void aDenialOfSomebodyElseStopsNoDelivery(String principal) {
        bucketPolicy("Deny", principal, "");
        stream("orders", "");

        bench.advance(INTERVAL);

        assertThat(ledger("orders").stream().map(d -> d.path("outcome").asText()))
                .containsExactly("DELIVERED");
    }

    @Test
    void aDenialStopsWritesThroughTheApiAndNothingElse() {
        put("before", r -> {});
        bucketPolicy("Deny", "\"*\"", "");

        assertRefused(
                () -> put("a", r -> {}),
                403,
                "AccessDenied",
                "User: arn:aws:iam::000000000000:root is not authorized to perform: s3:PutObject on resource:"
                        + " \"arn:aws:s3:::lake/a\" with an explicit deny in a resource-based policy");
        assertRefused(
                () -> clients.s3.createMultipartUpload(r -> r.bucket("lake").key("a")),
                403,
                "AccessDenied",
                "User: arn:aws:iam::000000000000:root is not authorized to perform: s3:PutObject on resource:"
                        + " \"arn:aws:s3:::lake/a\" with an explicit deny in a resource-based policy");
        assertThat(get("before")).isEqualTo("water");
        clients.s3.deleteObject(r -> r.bucket("lake").key("before"));
    }

    @Test
    void conditionsSeeTheEncryptionAndTakeTheTransportForSecure() {
        bucketPolicy("Deny", "\"*\"", ",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
        put("a", r -> {});
        bucketPolicy(
                "Deny",
                "\"*\"",
                ",\"Condition\":{\"StringNotEquals\":{\"s3:x-amz-server-side-encryption\":\"aws:kms\"}}");
        stream("plain", "");
        stream("sealed", bench.key());

        bench.advance(INTERVAL);

        assertThat(catchThrowableOfType(S3Exception.class, () -> put("b", r -> {}))
                        .statusCode())
                .isEqualTo(403);
        sealed("c", bench.key());
        assertThat(last("plain").path("errorCode").asText()).isEqualTo("S3.AccessDenied");
        assertThat(last("sealed").path("outcome").asText()).isEqualTo("DELIVERED");
    }

    @Test
    void theObjectsOfAnEarlierRunStayReadableWithoutTheirKey(@TempDir Path dir) {
        Map<String, String> settings = Map.of("HYDRANT_S3_DIR", dir.toString());
        try (Hydrant first = Hydrant.start(settings);
                ClientsOf early = ClientsOf.defaults(first)) {
            String key = early.kms.createKey().keyMetadata().arn();
            early.s3.createBucket(r -> r.bucket("kept"));
            early.s3.putObject(
                    r -> r.bucket("kept")
                            .key("k")
                            .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                            .ssekmsKeyId(key),
                    RequestBody.fromString("water"));
            early.kms.disableKey(r -> r.keyId(key));
            assertRefused(
                    () -> early.s3.getObjectAsBytes(r -> r.bucket("kept").key("k")),
                    400,
                    "KMS.DisabledException",
                    key + " is disabled.");
        }
        try (Hydrant second = Hydrant.start(settings);
                ClientsOf late = ClientsOf.defaults(second)) {
            assertThat(late.s3.getObjectAsBytes(r -> r.bucket("kept").key("k")).asUtf8String())
                    .isEqualTo("water");
        }
    }
}
