package io.hydrant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.RestartedServer.End;
import io.hydrant.seed.SeedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A seed file with a data folder. */
class DurableSeedIT {
    private static final String ENTRIES =
            """
            "callers": [{"accessKeyId": "AKIAANN", "principalArn": "arn:aws:iam::000000000000:user/ann"}],
            "keys": [{"KeyId": "11111111-2222-3333-4444-555555555555"}, {"Description": "no id"}],
            "aliases": [{"AliasName": "alias/mine", "TargetKeyId": "11111111-2222-3333-4444-555555555555"}],
            "buckets": [{"Bucket": "orders"}],
            "kinesisStreams": [{"StreamName": "clicks", "ShardCount": 2}],
            "streams": [%s],
            "resources": {"enrich": "http://enrich.test"},
            "faults": [{"on": {"hop": "s3", "bucket": "none"}, "then": {"error": "SlowDown"}}]
            """;
    private static final String STREAM =
            """
            {"DeliveryStreamName": "orders", "ExtendedS3DestinationConfiguration": {
             "RoleARN": "arn:aws:iam::000000000000:role/firehose", "BucketARN": "arn:aws:s3:::orders"}}
            """;

    private final RestartedServer server;
    private final Path seed;

    DurableSeedIT(@TempDir Path folders) throws IOException {
        server = new RestartedServer(folders);
        seed = folders.resolve("seed.json");
        write(STREAM);
        server.with("HYDRANT_SEED_FILE", seed.toString());
    }

    private void write(String streams) throws IOException {
        Files.writeString(seed, "{" + ENTRIES.formatted(streams) + "}");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private JsonNode rules() {
        return RestartedServer.json(server.control().faults().list()).path("faults");
    }

    private void everythingIsThereOnce() {
        assertThat(server.kms().listKeys().keys()).hasSize(2);
        assertThat(server.kms()
                        .describeKey(r -> r.keyId("alias/mine"))
                        .keyMetadata()
                        .keyId())
                .startsWith("11111111");
        assertThat(server.client(S3Client.builder()).listBuckets().buckets()).hasSize(1);
        assertThat(server.client(KinesisClient.builder()).listStreams().streamNames())
                .containsExactly("clicks");
        assertThat(server.client(FirehoseClient.builder()).listDeliveryStreams().deliveryStreamNames())
                .containsExactly("orders");
        assertThat(server.client(StsClient.builder(), AwsBasicCredentials.create("AKIAANN", "x"))
                        .getCallerIdentity()
                        .arn())
                .endsWith("user/ann");
        assertThat(RestartedServer.json(server.control().resources()).path("resources"))
                .hasSize(1);
        assertThat(rules()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void theSeedRunsOnceForAStore(End end) {
        server.start();
        everythingIsThereOnce();
        server.client(S3Client.builder()).createBucket(r -> r.bucket("more"));
        server.client(S3Client.builder()).deleteBucket(r -> r.bucket("orders"));

        server.restart(end);

        assertThat(server.client(S3Client.builder()).listBuckets().buckets())
                .extracting(each -> each.name())
                .containsExactly("more");
        server.control().reset();
        everythingIsThereOnce();
        server.restart(end);
        everythingIsThereOnce();
    }

    @Test
    void aSeedThatWasRefusedGoesOnWhenItIsMended() throws IOException {
        write("{\"DeliveryStreamName\": \"orders\"}");
        assertThatThrownBy(server::start).isInstanceOf(SeedException.class).hasMessageContaining("streams[0]");
        assertThatThrownBy(server::start).isInstanceOf(SeedException.class).hasMessageContaining("streams[0]");
        write(STREAM + ", " + STREAM.replace("\"orders\"", "\"visits\""));

        server.start();

        assertThat(server.client(FirehoseClient.builder()).listDeliveryStreams().deliveryStreamNames())
                .containsExactly("orders", "visits");
        assertThat(server.client(S3Client.builder()).listBuckets().buckets()).hasSize(1);
        assertThat(server.kms().listKeys().keys())
                .as("the key without an id comes again with another file")
                .hasSize(3);
        assertThat(rules()).hasSize(1);
    }

    @Test
    void aSeedThatCannotBeReadGivesTheFolderBack() throws IOException {
        Files.writeString(seed, "{");
        assertThatThrownBy(server::start).isInstanceOf(SeedException.class).hasMessageContaining("not JSON");
        write(STREAM);
        server.start();
        everythingIsThereOnce();
    }

    @Test
    void aSeedThatChangedSetsCallersAndResourcesAlone() throws IOException {
        server.start();
        Files.writeString(
                seed,
                Files.readString(seed)
                        .replace("user/ann", "user/bob")
                        .replace("enrich.test", "other.test")
                        .replace("\"Bucket\": \"orders\"", "\"Bucket\": \"other\""));

        server.restart(End.CLOSED);

        assertThat(server.client(StsClient.builder(), AwsBasicCredentials.create("AKIAANN", "x"))
                        .getCallerIdentity()
                        .arn())
                .endsWith("user/bob");
        assertThat(server.control().resources()).contains("other.test");
        assertThat(server.client(S3Client.builder()).listBuckets().buckets())
                .extracting(each -> each.name())
                .containsExactly("orders");
    }
}
