package io.hydrant.seed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.hydrant.Hydrant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SeedTest {
    private static final String KEY = "11111111-2222-3333-4444-555555555555";
    private static final String KEY_ARN = "arn:aws:kms:us-east-1:000000000000:key/" + KEY;
    private static final String WHOLE =
            """
            {
              "callers": [{"accessKeyId": "AKIASEEDED", "principalArn": "arn:aws:iam::000000000000:user/ann",
                           "policies": [{"Version": "2012-10-17", "Statement": [
                               {"Effect": "Allow", "Action": "kms:ListAliases", "Resource": "*"}]}]}],
              "keys": [{"KeyId": "%s", "Description": "the seeded one"},
                       {"Account": "111122223333", "Region": "eu-west-1"}],
              "aliases": [{"AliasName": "alias/seeded", "TargetKeyId": "%s"}],
              "policies": [{"KeyId": "%s", "PolicyName": "default",
                            "Policy": "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Sid\\":\\"seeded\\",\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"AWS\\":\\"arn:aws:iam::000000000000:root\\"},\\"Action\\":\\"kms:*\\",\\"Resource\\":\\"*\\"}]}"}],
              "kinesisStreams": [{"StreamName": "seeded-source", "ShardCount": 2, "Tags": {"of": "seed"}}],
              "streams": [{"DeliveryStreamName": "seeded-stream",
                           "ExtendedS3DestinationConfiguration": {
                             "RoleARN": "arn:aws:iam::000000000000:role/firehose", "BucketARN": "arn:aws:s3:::b"},
                           "DeliveryStreamEncryptionConfigurationInput": {
                             "KeyType": "CUSTOMER_MANAGED_CMK", "KeyARN": "%s"}}]
            }
            """
                    .formatted(KEY, KEY, KEY, KEY_ARN);

    private final Path folder;

    SeedTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void createsEverythingBeforeThePortOpens() throws IOException {
        try (Hydrant hydrant = started(WHOLE);
                KmsClient kms = kms(hydrant, "test", Region.US_EAST_1);
                KmsClient other = kms(hydrant, "111122223333", Region.EU_WEST_1)) {

            assertThat(kms.describeKey(r -> r.keyId("alias/seeded")).keyMetadata())
                    .satisfies(key -> assertThat(key.arn()).isEqualTo(KEY_ARN))
                    .satisfies(key -> assertThat(key.description()).isEqualTo("the seeded one"));
            assertThat(kms.getKeyPolicy(r -> r.keyId(KEY)).policy()).contains("seeded");
            assertThat(other.listKeys().keys()).hasSize(1);
            assertThat(described(hydrant)
                            .deliveryStreamEncryptionConfiguration()
                            .keyARN())
                    .isEqualTo(KEY_ARN);
        }
    }

    @Test
    void createsKinesisStreamsAndBringsThemBackAfterAReset() throws IOException {
        try (Hydrant hydrant = started(WHOLE);
                KinesisClient kinesis = KinesisClient.builder()
                        .endpointOverride(hydrant.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            kinesis.deleteStream(delete -> delete.streamName("seeded-source"));

            hydrant.control().reset();

            assertThat(kinesis.listShards(list -> list.streamName("seeded-source"))
                            .shards())
                    .hasSize(2);
            assertThat(kinesis.listTagsForStream(list -> list.streamName("seeded-source"))
                            .tags())
                    .hasSize(1);
        }
    }

    @Test
    void kinesisStreamsNeedTheEmbeddedKinesis() throws IOException {
        Path seed = folder.resolve("seed.json");
        Files.writeString(seed, "{\"kinesisStreams\":[]}");

        assertThatThrownBy(() -> Hydrant.start(
                        Map.of("HYDRANT_SEED_FILE", seed.toString(), "HYDRANT_KINESIS_ENDPOINT", "http://localhost:1")))
                .hasMessage("HYDRANT_SEED_FILE " + seed + ": \"kinesisStreams\" needs the embedded Kinesis, and"
                        + " HYDRANT_KINESIS_ENDPOINT names another.");
    }

    @Test
    void aSeededCallerMayDoWhatItsPoliciesAllowAndNothingElse() throws IOException {
        try (Hydrant hydrant = started(WHOLE);
                KmsClient ann = kms(hydrant, "AKIASEEDED", Region.US_EAST_1)) {

            assertThat(ann.listAliases().aliases())
                    .extracting(a -> a.aliasName())
                    .contains("alias/seeded");
            assertThatThrownBy(ann::createKey).isInstanceOfSatisfying(KmsException.class, e -> assertThat(
                            e.awsErrorDetails().errorCode())
                    .isEqualTo("AccessDeniedException"));
        }
    }

    @Test
    void aResetGivesTheStateOfAFreshStart() throws IOException {
        try (Hydrant hydrant = started(WHOLE);
                KmsClient kms = kms(hydrant, "test", Region.US_EAST_1);
                KmsClient other = kms(hydrant, "111122223333", Region.EU_WEST_1)) {
            String made = kms.createKey().keyMetadata().keyId();
            String seeded = other.listKeys().keys().get(0).keyId();

            hydrant.control().reset();

            assertThat(kms.listKeys().keys())
                    .extracting(k -> k.keyId())
                    .containsExactly(KEY)
                    .doesNotContain(made);
            assertThat(other.listKeys().keys()).hasSize(1).noneMatch(k -> k.keyId()
                    .equals(seeded));
            assertThat(described(hydrant).deliveryStreamName()).isEqualTo("seeded-stream");
        }
    }

    @Test
    void theResetOfOneAccountBringsBackOnlyItsEntries() throws IOException {
        try (Hydrant hydrant = started(WHOLE);
                KmsClient kms = kms(hydrant, "test", Region.US_EAST_1);
                KmsClient other = kms(hydrant, "111122223333", Region.EU_WEST_1)) {
            String made = kms.createKey().keyMetadata().keyId();
            other.createKey();

            hydrant.control().reset("111122223333");

            assertThat(other.listKeys().keys()).hasSize(1);
            assertThat(kms.listKeys().keys()).extracting(k -> k.keyId()).containsExactlyInAnyOrder(KEY, made);
        }
    }

    @Test
    void aSeededRoleMayDoWhatItsPoliciesAndThePolicyOfItsSessionBothAllow() throws IOException {
        String seed =
                """
                {"keys": [{"KeyId": "%s"}],
                 "callers": [{"principalArn": "arn:aws:iam::000000000000:role/reader",
                              "policies": [{"Version": "2012-10-17", "Statement": [
                                  {"Effect": "Allow", "Action": ["kms:DescribeKey", "kms:ListAliases"], "Resource": "*"}]}],
                              "trustPolicy": {"Version": "2012-10-17", "Statement": [
                                  {"Effect": "Allow", "Principal": {"AWS": "000000000000"}, "Action": "sts:AssumeRole"}]}}]}
                """
                        .formatted(KEY);
        String narrow =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"kms:DescribeKey\",\"kms:Encrypt\"],"
                        + "\"Resource\":\"*\"}]}";
        try (Hydrant hydrant = started(seed);
                KmsClient wide = assumed(hydrant, null);
                KmsClient narrowed = assumed(hydrant, narrow)) {
            assertThat(wide.describeKey(r -> r.keyId(KEY)).keyMetadata().keyId())
                    .isEqualTo(KEY);
            assertThat(wide.listAliases().aliases())
                    .extracting(a -> a.aliasName())
                    .allMatch(name -> name.startsWith("alias/aws/"));
            assertThat(narrowed.describeKey(r -> r.keyId(KEY)).keyMetadata().keyId())
                    .isEqualTo(KEY);
            assertThatThrownBy(narrowed::listAliases)
                    .hasMessageContaining("no session policy allows the kms:ListAliases");
            assertThatThrownBy(() -> narrowed.encrypt(r -> r.keyId(KEY).plaintext(SdkBytes.fromUtf8String("x"))))
                    .hasMessageContaining("no identity-based policy allows the kms:Encrypt action");
        }
    }

    private static KmsClient assumed(Hydrant hydrant, @Nullable String policy) {
        try (StsClient sts = StsClient.builder()
                .endpointOverride(hydrant.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials("test"))
                .build()) {
            Credentials issued = sts.assumeRole(r -> r.roleArn("arn:aws:iam::000000000000:role/reader")
                            .roleSessionName("night")
                            .policy(policy))
                    .credentials();
            return KmsClient.builder()
                    .endpointOverride(hydrant.endpoint())
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                            issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken())))
                    .build();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            SEED                                                                   | SENTENCE
            {"buckets":[{}]}                                                       | buckets[0] is refused: "Bucket" is missing.
            {"buckets":[{"Bucket":"Big"}]}                                         | buckets[0] is refused: InvalidBucketName: The specified bucket is not valid.
            {"buckets":[{"Bucket":"logs","Acl":"private"}]}                        | buckets[0] is refused: "Acl" is not a member of it.
            {"bucket":[]}                                                          | "bucket" is none of callers, keys, aliases, policies, buckets, kinesisStreams, streams, resources, faults.
            {"faults":{}}                                                          | faults is not a list of rules.
            {"faults":[{"on":{"hop":"s3"},"then":{"error":"SlowDown","status":42}}]} | faults[0].then.status: 42 is not an integer from 400 to 599.
            {"faults":[{"on":{"hop":"s3"},"when":{"from":"1h","to":"1m"},"then":{"delay":"1s"}}]} | faults[0].when.to: it is not after from.
            {"keys":{}}                                                            | "keys" is not a list.
            {"keys":[1]}                                                           | keys[0] is not a JSON object.
            []                                                                     | a seed is one JSON object.
            {"keys":[{},{"Descripton":"x"}]}                                       | keys[1] is refused: "Descripton" is not a member of it.
            {"keys":[{"Tags":[{"TagKey":"a","TagValue":"b","x":1}]}]}              | keys[0] is refused: "Tags.x" is not a member of it.
            {"keys":[{"KeyId":"one"}]}                                             | keys[0] is refused: "KeyId" has to be a UUID in lower case, and cannot be chosen for a multi-Region key.
            {"keys":[{"Account":"12"}]}                                            | keys[0] is refused: An account id has twelve digits: 12.
            {"callers":[{"principalArn":"arn:aws:iam::000000000000:user/ann"}]}    | callers[0] is refused: "accessKeyId" is missing.
            {"callers":[{"accessKeyId":"A","principalArn":"ann"}]}                 | callers[0] is refused: Not the ARN of a user, a role or a root user: ann.
            {"callers":[{"principalArn":"arn:aws:iam::000000000000:user/ann","accessKeyId":"A","trustPolicy":{}}]} | callers[0] is refused: Not the ARN of a role: arn:aws:iam::000000000000:user/ann.
            {"callers":[{"principalArn":"arn:aws:iam::000000000000:role/r","trustPolicy":{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole"}}}]} | callers[0] is refused: A statement of a trust policy names no principal.
            {"resources":[]}                                                       | in "resources": The table is not a JSON object of names and of what stands for them.
            {"resources":{"enrich":5}}                                             | in "resources": "enrich" is refused: what stands for it is neither a text nor {"jq": "…"}.
            {"kinesisStreams":[{"StreamName":"s"}]}                                | kinesisStreams[0] is refused: ValidationException: 1 validation error detected: Value null at 'shardCount' failed to satisfy constraint: Member must not be null.
            {"kinesisStreams":[{"StreamName":"s","Shards":1}]}                     | kinesisStreams[0] is refused: "Shards" is not a member of it.
            {"streams":[{"DeliveryStreamName":"s"}]}                               | streams[0] is refused: InvalidArgumentException: Exactly one destination configuration is supported for a Firehose.
            """)
    void oneSentenceNamesTheEntryThatIsRefused(String seed, String sentence) throws IOException {
        assertThatThrownBy(() -> started(seed))
                .isInstanceOf(SeedException.class)
                .hasMessage("HYDRANT_SEED_FILE " + folder.resolve("seed.json") + ": " + sentence);
    }

    @Test
    void aFileThatIsNotJsonIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> started("{\n\"keys\": [}"))
                .isInstanceOf(SeedException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void rulesOfFaultsAreInForceAfterTheStartAndAfterAReset() throws IOException {
        String seed =
                """
                {"streams": [{"DeliveryStreamName": "orders", "S3DestinationConfiguration": {
                     "RoleARN": "arn:aws:iam::000000000000:role/firehose", "BucketARN": "arn:aws:s3:::b"}}],
                 "faults": [{"on": {"hop": "firehose"}, "then": {"error": "InternalFailure"}},
                            {"id": "there", "on": {"hop": "s3", "account": "111122223333"}, "then": {"error": "SlowDown"}}]}
                """;
        try (Hydrant hydrant = started(seed)) {
            assertThat(hydrant.control().faults().list()).contains("\"id\":\"rule-1\"", "\"id\":\"there\"");
            assertThat(hydrant.control().stream("orders")).contains("ACTIVE");

            hydrant.control().faults().clear();
            hydrant.control().reset("111122223333");
            assertThat(hydrant.control().faults().list())
                    .doesNotContain("rule-1")
                    .containsOnlyOnce("\"id\":\"there\"");

            hydrant.control().reset();
            assertThat(hydrant.control().faults().list()).contains("\"id\":\"rule-1\"", "\"id\":\"there\"");
        }
    }

    @Test
    void keysCannotBeSeededIntoAnotherKms() throws IOException {
        Path file = Files.writeString(folder.resolve("seed.json"), WHOLE);

        assertThatThrownBy(() -> Hydrant.start(
                        Map.of("HYDRANT_SEED_FILE", file.toString(), "HYDRANT_KMS_ENDPOINT", "http://127.0.0.1:1")))
                .isInstanceOf(SeedException.class)
                .hasMessageContaining("\"keys\" needs the embedded KMS, and HYDRANT_KMS_ENDPOINT names another.");
    }

    private Hydrant started(String seed) throws IOException {
        Path file = Files.writeString(folder.resolve("seed.json"), seed);
        return Hydrant.start(Map.of("HYDRANT_SEED_FILE", file.toString()));
    }

    private static DeliveryStreamDescription described(Hydrant hydrant) {
        try (FirehoseClient firehose = FirehoseClient.builder()
                .endpointOverride(hydrant.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials("test"))
                .build()) {
            return firehose.describeDeliveryStream(r -> r.deliveryStreamName("seeded-stream"))
                    .deliveryStreamDescription();
        }
    }

    private static KmsClient kms(Hydrant hydrant, String accessKey, Region region) {
        return KmsClient.builder()
                .endpointOverride(hydrant.endpoint())
                .region(region)
                .credentialsProvider(credentials(accessKey))
                .build();
    }

    private static StaticCredentialsProvider credentials(String accessKey) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret"));
    }
}
