package io.hydrant.service.s3.embedded.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.service.s3.NewObject;
import io.hydrant.service.s3.ObjectBody;
import io.hydrant.service.s3.S3Exception;
import io.hydrant.service.s3.embedded.EmbeddedObjectStore;
import io.hydrant.service.s3.embedded.EmbeddedS3;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.SettingDocument;
import io.hydrant.service.s3.embedded.listing.Listing;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.MemoryContent;
import io.hydrant.service.s3.embedded.object.ObjectEncryption;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.Versioning;
import io.hydrant.service.s3.embedded.object.WriteCondition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of objects in a folder. */
class FolderStorageTest {
    private static final AccountId ACCOUNT = new AccountId("000000000000");
    private static final Scope SCOPE = new Scope(ACCOUNT, new Region("us-east-1"));
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private Path outside;
    private Path dir;
    private EmbeddedS3 s3;

    @BeforeEach
    void start(@TempDir Path folder) {
        outside = folder;
        dir = outside.resolve("s3");
        s3 = s3();
        s3.createBucket(SCOPE, "logs");
    }

    @Test
    void anObjectIsAPlainFileUnderItsKey() throws IOException {
        put("2026/11/23/a.gz", "hello");

        assertThat(dir.resolve("logs/2026/11/23/a.gz")).hasContent("hello");
        assertThat(read("2026/11/23/a.gz")).isEqualTo("hello");
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void everythingSurvivesARestart() throws IOException {
        Bucket logs = bucket();
        Content content = MemoryContent.of("hello".getBytes(UTF_8));
        ObjectProperties properties = new ObjectProperties(
                Map.of("content-type", "text/plain", "x-amz-meta-a", "ü\n=b"),
                ObjectEncryption.kms("arn:aws:kms:us-east-1:000000000000:key/k"),
                Map.of("team", "blue"),
                List.of());
        StoredObject before =
                logs.put("a", content, Digests.unknown(content).computed(), properties, WriteCondition.NONE);
        logs.setting("policy", Optional.of(new SettingDocument("{\"Statement\":[]}", "")));

        s3 = s3();

        StoredObject after = bucket().current("a").orElseThrow();
        assertThat(after.properties()).isEqualTo(properties);
        assertThat(after.quotedEtag()).isEqualTo(before.quotedEtag());
        assertThat(after.digests().checksum()).isEqualTo(before.digests().checksum());
        assertThat(after.lastModified()).isEqualTo(NOW);
        assertThat(bucket().setting("policy")).contains(new SettingDocument("{\"Statement\":[]}", ""));
        assertThat(bucket().scope()).isEqualTo(SCOPE);
        assertThat(read("a")).isEqualTo("hello");
    }

    @Test
    void versionsSurviveARestartWithTheNewestInItsPlace() throws IOException {
        bucket().versioning(Versioning.ENABLED);
        put("a/b", "one");
        String first = bucket().current("a/b").orElseThrow().versionId();
        put("a/b", "two");
        assertThat(dir.resolve("logs/a/b")).hasContent("two");
        bucket().delete("a/b", WriteCondition.NONE);
        assertThat(dir.resolve("logs/a")).doesNotExist();

        s3 = s3();
        assertThat(bucket().current("a/b")).isEmpty();
        StoredObject marker = bucket().newest("a/b").orElseThrow();
        bucket().deleteVersion("a/b", marker.versionId(), WriteCondition.NONE);

        assertThat(dir.resolve("logs/a/b")).hasContent("two");
        assertThat(text(bucket().version("a/b", first).orElseThrow())).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside.txt",
                "../../outside.txt",
                "/etc/passwd",
                "a/../../outside.txt",
                "..",
                ".",
                "a//b",
                "nul\0byte",
                "..\\outside.txt",
                "%2e%2e/outside.txt",
                "%_",
                "~/outside.txt"
            })
    void noKeyLeadsOutOfTheBucketsFolder(String key) throws IOException {
        put(key, "inside");

        assertThat(read(key)).isEqualTo("inside");
        assertThat(filesOutside()).isEmpty();
        try (Stream<Path> files = Files.walk(dir.resolve("logs"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
        s3 = s3();
        assertThat(read(key)).isEqualTo("inside");
    }

    @Test
    void aSymbolicLinkIsNeitherFollowedNorRead() throws IOException {
        Path secret = Files.createDirectories(outside.resolve("secret"));
        Files.writeString(secret.resolve("file"), "secret");
        Files.createSymbolicLink(dir.resolve("logs/link"), secret);
        Files.createSymbolicLink(dir.resolve("logs/leaf"), secret.resolve("file"));

        put("link/file", "mine");
        put("leaf", "mine too");

        assertThat(secret.resolve("file")).hasContent("secret");
        assertThat(read("link/file")).isEqualTo("mine");
        assertThat(read("leaf")).isEqualTo("mine too");
        s3 = s3();
        assertThat(bucket().list(new Listing.Query("", "", "", 10)).objects())
                .extracting(StoredObject::key)
                .containsExactly("leaf", "link/file");
    }

    @Test
    void aFileThatBecomesALinkLaterIsNotReadThrough() throws IOException {
        put("a/b", "mine");
        Path secret = Files.createDirectories(outside.resolve("secret"));
        Files.writeString(secret.resolve("b"), "secret");
        StoredObject object = bucket().current("a/b").orElseThrow();
        Files.delete(dir.resolve("logs/a/b"));
        Files.delete(dir.resolve("logs/a"));
        Files.createSymbolicLink(dir.resolve("logs/a"), secret);

        assertThatThrownBy(() -> bucket().open(object)).isInstanceOf(IOException.class);
    }

    @Test
    void aDeliveryIntoABucketThatHasBecomeALinkIsDenied() throws IOException {
        put("a", "mine");
        Path secret = Files.createDirectories(outside.resolve("secret"));
        Files.move(dir.resolve("logs/a"), secret.resolve("a"));
        Files.delete(dir.resolve("logs"));
        Files.createSymbolicLink(dir.resolve("logs"), secret);

        assertThatThrownBy(() -> put("a", "through the link"))
                .isInstanceOfSatisfying(
                        S3Exception.class, refused -> assertThat(refused.code()).isEqualTo("AccessDenied"))
                .hasMessageContaining("logs is a symbolic link");
        assertThat(secret.resolve("a")).hasContent("mine");
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void aResetLeavesWhatALinkLeadsToAlone() throws IOException {
        put("a/b", "mine");
        Path secret = Files.createDirectories(outside.resolve("secret"));
        Files.move(dir.resolve("logs/a"), secret.resolve("a"));
        Files.createSymbolicLink(dir.resolve("logs/a"), secret.resolve("a"));

        s3.reset(scope -> true);

        assertThat(secret.resolve("a/b")).hasContent("mine");
        assertThat(s3.list(ACCOUNT)).isEmpty();
    }

    @Test
    void aKeyAndAKeyBelowItLiveTogether() throws IOException {
        put("a", "file");
        put("a/", "slash");
        put("a/b", "below");
        put("c/d", "below");
        put("c", "file");

        s3 = s3();

        assertThat(List.of(read("a"), read("a/"), read("a/b"), read("c/d"), read("c")))
                .containsExactly("file", "slash", "below", "below", "file");
    }

    @Test
    void aDeletedObjectLeavesNoEmptyFolders() throws IOException {
        put("x/y/z", "1");
        put("x/w", "1");

        bucket().delete("x/y/z", WriteCondition.NONE);

        assertThat(dir.resolve("logs/x/y")).doesNotExist();
        assertThat(dir.resolve("logs/x/w")).exists();
    }

    @Test
    void filesAndFoldersThatWerePutThereBecomeObjects() throws IOException {
        Files.createDirectories(dir.resolve("handmade/sub"));
        Files.writeString(dir.resolve("handmade/sub/file.txt"), "by hand");
        Files.createDirectories(dir.resolve("No_Bucket"));

        s3 = s3();

        assertThat(s3.list(ACCOUNT)).extracting(Bucket::name).containsExactly("handmade", "logs");
        StoredObject object =
                s3.bucket(ACCOUNT, "handmade").current("sub/file.txt").orElseThrow();
        assertThat(text(object)).isEqualTo("by hand");
    }

    @Test
    void aFileThatWasChangedByHandHasAnotherEntityTag() throws IOException {
        Content content = MemoryContent.of("one".getBytes(UTF_8));
        bucket().put(
                        "a",
                        content,
                        Digests.unknown(content).computed(),
                        new ObjectProperties(Map.of(), ObjectEncryption.AES256, Map.of(), List.of()),
                        WriteCondition.NONE);
        Files.writeString(dir.resolve("logs/a"), "two and more");

        s3 = s3();

        assertThat(bucket().current("a").orElseThrow().quotedEtag())
                .isEqualTo("\""
                        + Digests.unknown(MemoryContent.of("two and more".getBytes(UTF_8)))
                                .etag() + "\"");
    }

    @Test
    void anotherAccountsBucketOfTheSameNameLiesApart() throws IOException {
        Scope other = new Scope(new AccountId("111122223333"), new Region("eu-west-1"));
        s3.createBucket(other, "logs");
        put("a", "default");
        new EmbeddedObjectStore(s3).put(object(other, "a", "other"));

        s3 = s3();

        assertThat(dir.resolve("logs/a")).hasContent("default");
        assertThat(dir.resolve("@111122223333/logs/a")).hasContent("other");
        assertThat(text(s3.bucket(other.account(), "logs").current("a").orElseThrow()))
                .isEqualTo("other");
    }

    @Test
    void aResetTakesTheFilesAwayAndLeavesStrangersAlone() throws IOException {
        put("a/b", "1");
        Files.writeString(dir.resolve("logs/stranger"), "mine");

        s3.reset(scope -> true);

        assertThat(dir.resolve("logs/a")).doesNotExist();
        assertThat(dir.resolve("logs/stranger")).exists();
        assertThat(s3.list(ACCOUNT)).isEmpty();
    }

    private EmbeddedS3 s3() {
        return new EmbeddedS3(() -> NOW, Optional.of(dir), ACCOUNT);
    }

    private Bucket bucket() {
        return s3.bucket(ACCOUNT, "logs");
    }

    private void put(String key, String text) {
        new EmbeddedObjectStore(s3).put(object(SCOPE, key, text));
    }

    private static NewObject object(Scope scope, String key, String text) {
        ObjectBody body = ObjectBody.of(text.getBytes(UTF_8));
        return new NewObject(scope, "logs", key, body, "text/plain", Optional.empty(), Optional.empty());
    }

    private String read(String key) throws IOException {
        return text(bucket().current(key).orElseThrow());
    }

    private static String text(StoredObject object) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Content.Handle handle = object.content().open()) {
            handle.writeTo(out, 0, object.length());
        }
        return out.toString(UTF_8);
    }

    private List<Path> filesOutside() throws IOException {
        try (Stream<Path> files = Files.walk(outside)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(dir))
                    .toList();
        }
    }

    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve(".hydrant/tmp"))) {
            return files.toList();
        }
    }
}
