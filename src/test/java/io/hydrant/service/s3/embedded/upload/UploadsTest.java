package io.hydrant.service.s3.embedded.upload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.service.s3.embedded.EmbeddedS3;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.MemoryContent;
import io.hydrant.service.s3.embedded.object.ObjectEncryption;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.Versioning;
import io.hydrant.service.s3.embedded.object.WriteCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The end of an upload in parts, and what is remembered of it. */
class UploadsTest {
    private static final ObjectProperties PLAIN =
            new ObjectProperties(Map.of(), ObjectEncryption.AES256, Map.of(), List.of());

    private static final Scope SCOPE = new Scope(new AccountId("000000000000"), new Region("us-east-1"));

    private final Bucket bucket =
            new EmbeddedS3(() -> Instant.EPOCH, Optional.empty(), SCOPE.account()).createBucket(SCOPE, "uploads");

    /** Recorded from AWS: of several parts that do not fit, the last is named. */
    @ParameterizedTest
    @CsvSource({"'1 2 3', 3", "'1 2', 2", "'2', 2", "'1 4', 4"})
    void namesTheLastPartThatDoesNotFit(String wrong, String named) {
        Upload upload = bucket.uploads().begin("k", PLAIN, Optional.empty(), false);
        List<String> wrongs = List.of(wrong.split(" ", -1));
        List<Uploads.Named> parts = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            String etag = part(upload, number).digests().etag();
            parts.add(new Uploads.Named(number, wrongs.contains(Integer.toString(number)) ? "x" : etag, Map.of()));
        }

        assertThatThrownBy(() -> bucket.uploads().complete(upload, parts, WholeObject.UNSAID, WriteCondition.NONE))
                .isInstanceOfSatisfying(AwsException.class, e -> {
                    assertThat(e.error().code()).isEqualTo("InvalidPart");
                    assertThat(e.error().members()).containsEntry("PartNumber", named);
                });
    }

    /** The key is another one each time, so that every object stands. */
    @Test
    void aThousandCompletedUploadsAreRemembered() {
        List<String> ids =
                IntStream.range(0, 1001).mapToObj(i -> completed("k" + i).id()).toList();

        assertThat(bucket.uploads().completed("k0", ids.get(0))).isEmpty();
        assertThat(bucket.uploads().completed("k1", ids.get(1))).isPresent();
        assertThat(bucket.uploads().completed("k1000", ids.get(1000))).isPresent();
        assertThat(bucket.uploads().completed("k1", ids.get(1000))).isEmpty();
    }

    @Test
    void aCompletedUploadIsForgottenWhenItsVersionIsDeleted() {
        bucket.versioning(Versioning.ENABLED);
        Upload upload = completed("k");
        String version = bucket.current("k").orElseThrow().versionId();
        completed("k");

        assertThat(bucket.uploads().completed("k", upload.id())).isPresent();
        bucket.deleteVersion("k", version, WriteCondition.NONE);
        assertThat(bucket.uploads().completed("k", upload.id())).isEmpty();
    }

    private Upload completed(String key) {
        Upload upload = bucket.uploads().begin(key, PLAIN, Optional.empty(), false);
        String etag = part(upload, 1).digests().etag();
        bucket.uploads()
                .complete(
                        upload, List.of(new Uploads.Named(1, etag, Map.of())), WholeObject.UNSAID, WriteCondition.NONE);
        return upload;
    }

    private Upload.Part part(Upload upload, int number) {
        Content content = MemoryContent.of(new byte[] {1});
        return bucket.uploads()
                .put(upload, number, content, Digests.unknown(content).computed());
    }
}
