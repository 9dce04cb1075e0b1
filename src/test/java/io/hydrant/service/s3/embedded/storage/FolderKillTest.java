package io.hydrant.service.s3.embedded.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.SettingDocument;
import io.hydrant.service.s3.embedded.listing.VersionListing;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.MemoryContent;
import io.hydrant.service.s3.embedded.object.ObjectEncryption;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.Versioning;
import io.hydrant.service.s3.embedded.object.WriteCondition;
import io.hydrant.service.s3.embedded.upload.Upload;
import io.hydrant.service.s3.embedded.upload.UploadPage;
import io.hydrant.service.s3.embedded.upload.Uploads;
import io.hydrant.service.s3.embedded.upload.WholeObject;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A kill before any step on a file leaves what was before a change, or all of it, and no files that nothing speaks of. */
class FolderKillTest {
    private static final AccountId ACCOUNT = new AccountId("000000000000");
    private static final BucketPlace PLACE = new BucketPlace(new Scope(ACCOUNT, new Region("eu-west-1")), "logs");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    /** Folders that are made or emptied at each start. */
    private static final int STEPS_OF_NO_RECOVERY = 4;

    private final Path folders;
    private int folder;

    FolderKillTest(@TempDir Path folders) {
        this.folders = folders;
    }

    /** Changes of a bucket that has something already. */
    @SuppressWarnings("ImmutableEnumChecker") // the changes are lambdas without state
    enum Act {
        CREATE(Versioning.OFF, bucket -> {}),
        PUT_A_NEW_KEY(Versioning.OFF, bucket -> put(bucket, "new/key", "new")),
        REPLACE_AN_OBJECT(Versioning.OFF, bucket -> put(bucket, "a/b", "two")),
        DELETE_AN_OBJECT(Versioning.OFF, bucket -> bucket.delete("a/b", WriteCondition.NONE)),
        PUT_ANOTHER_VERSION(Versioning.ENABLED, bucket -> put(bucket, "a/b", "two")),
        PUT_A_MARKER(Versioning.ENABLED, bucket -> bucket.delete("a/b", WriteCondition.NONE)),
        DELETE_THE_NEWEST_VERSION(Versioning.ENABLED, bucket -> deleteVersion(bucket, 0)),
        DELETE_AN_OLD_VERSION(Versioning.ENABLED, bucket -> deleteVersion(bucket, 1)),
        REPLACE_THE_NULL_VERSION(Versioning.SUSPENDED, bucket -> put(bucket, "a/b", "two")),
        TAG(
                Versioning.OFF,
                bucket -> bucket.change("a/b", StoredObject.NULL_VERSION, said -> said.withTags(Map.of("a", "b")))),
        SET(
                Versioning.OFF,
                bucket -> bucket.setting("policy", Optional.of(new SettingDocument("{\"Statement\":[]}", "")))),
        SWITCH_VERSIONING(Versioning.OFF, bucket -> bucket.versioning(Versioning.ENABLED)),
        BEGIN_AN_UPLOAD(Versioning.OFF, FolderKillTest::begin),
        PUT_A_PART(Versioning.OFF, bucket -> part(bucket, upload(bucket), 3, "three")),
        REPLACE_A_PART(Versioning.OFF, bucket -> part(bucket, upload(bucket), 2, "other")),
        ABORT_AN_UPLOAD(Versioning.OFF, bucket -> bucket.uploads().abort(upload(bucket))),
        REMOVE(Versioning.ENABLED, Bucket::vanish);

        private final Versioning versioning;
        private final Consumer<Bucket> change;

        Act(Versioning versioning, Consumer<Bucket> change) {
            this.versioning = versioning;
            this.change = change;
        }
    }

    /** The process has ended. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Ends the process before a step. */
    private static final class MortalFiles extends FolderFiles {
        private final int life;
        private int steps;

        MortalFiles(Path root, int life) {
            super(root, false);
            this.life = life;
        }

        @Override
        void begin(String what, Path path) {
            if (++steps > life) {
                throw new Killed();
            }
        }
    }

    /** One step fails, as on a full disk. */
    private static final class FullDisk extends FolderFiles {
        private int left;

        FullDisk(Path root) {
            super(root, false);
            this.left = Integer.MAX_VALUE;
        }

        @Override
        void begin(String what, Path path) throws IOException {
            if (left-- == 0) {
                throw new IOException("No space left on device");
            }
        }
    }

    /** The only bucket of a folder; empty for none. */
    private static Optional<Bucket> load(FolderFiles files) {
        try {
            FolderStorage storage = new FolderStorage(files, ACCOUNT, () -> NOW);
            List<LoadedBucket> loaded = storage.load();
            assertThat(loaded).hasSizeLessThan(2);
            return loaded.stream()
                    .map(each -> Bucket.restored(each, storage, () -> NOW))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void act(Act act, FolderFiles files) {
        Optional<Bucket> bucket = load(files);
        if (act == Act.CREATE) {
            try {
                Bucket unused = Bucket.create(PLACE, new FolderStorage(files, ACCOUNT, () -> NOW), () -> NOW);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return;
        }
        act.change.accept(bucket.orElseThrow());
    }

    private static VersionListing.Query query(String prefix) {
        return new VersionListing.Query(prefix, "", new VersionListing.Position("", ""), 100);
    }

    private Path next() {
        return folders.resolve("f" + ++folder);
    }

    private Path prepared(Act act) throws IOException {
        Path dir = Files.createDirectories(next()).toRealPath();
        if (act == Act.CREATE) {
            return dir;
        }
        FolderStorage storage = new FolderStorage(new FolderFiles(dir, false), ACCOUNT, () -> NOW);
        Bucket bucket = Bucket.create(PLACE, storage, () -> NOW);
        if (act.versioning == Versioning.ENABLED) {
            bucket.versioning(Versioning.ENABLED);
        }
        put(bucket, "a/b", "nil");
        if (act.versioning != Versioning.OFF) {
            bucket.versioning(act.versioning);
            put(bucket, "a/b", "one");
        }
        put(bucket, "a/c", "ccc");
        begin(bucket);
        part(bucket, upload(bucket), 1, "part 1");
        part(bucket, upload(bucket), 2, "part 2");
        return dir;
    }

    private Path copy(Path from) throws IOException {
        Path to = next();
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
        return to.toRealPath();
    }

    @ParameterizedTest
    @EnumSource
    void aKillLeavesAllOrNothing(Act act) throws IOException {
        Path prepared = prepared(act);
        String before = said(copy(prepared));
        Path done = copy(prepared);
        act(act, new FolderFiles(done, true));
        String after = said(done);
        List<String> seen = new ArrayList<>();
        boolean killed = true;
        for (int life = 0; killed; life++) {
            Path dir = copy(prepared);
            killed = lives(() -> act(act, new MortalFiles(dir, life(seen))), seen);
            assertThat(said(copy(dir))).as("killed before step %d", life).isIn(before, after);
            killTheRecovery(dir, before, after);
        }
        assertThat(seen).hasSizeGreaterThan(act == Act.TAG || act == Act.SET ? 1 : 2);
    }

    private static int life(List<String> seen) {
        return seen.size();
    }

    /** Whether it was killed. */
    private static boolean lives(Runnable change, List<String> seen) {
        try {
            change.run();
            return false;
        } catch (Killed e) {
            seen.add("killed");
            return true;
        }
    }

    /** Whatever is broken, the last steps throw away unfinished files; they are tried by few. */
    private void killTheRecovery(Path broken, String before, String after) throws IOException {
        MortalFiles whole = new MortalFiles(copy(broken), Integer.MAX_VALUE);
        Optional<Bucket> unused = load(whole);
        if (whole.steps <= STEPS_OF_NO_RECOVERY) {
            return;
        }
        List<String> seen = new ArrayList<>();
        boolean killed = true;
        while (killed) {
            Path dir = copy(broken);
            int life = seen.size();
            killed = lives(() -> load(new MortalFiles(dir, life)), seen);
            assertThat(said(dir)).as("its recovery killed before step %d", life).isIn(before, after);
        }
    }

    /** What a folder holds for the next process, and how many files there are. */
    private static String said(Path dir) throws IOException {
        Optional<Bucket> bucket = load(new FolderFiles(dir, false));
        StringBuilder said = new StringBuilder();
        if (bucket.isPresent()) {
            Bucket there = bucket.get();
            said.append(there.scope())
                    .append(there.versioning())
                    .append(there.settings(""))
                    .append('\n');
            there.listVersions(query("")).entries().stream()
                    .map(VersionListing.Entry::object)
                    .map(each -> each.key()
                            + ' '
                            + each.deleteMarker()
                            + ' '
                            + text(each.content())
                            + ' '
                            + each.quotedEtag()
                            + ' '
                            + each.properties()
                            + '\n')
                    .forEach(said::append);
            for (Upload upload : uploads(there)) {
                said.append(upload.key()).append(upload.properties()).append(upload.algorithm());
                there.uploads().parts(upload).forEach(part -> said.append(part.number())
                        .append(' ')
                        .append(text(part.content()))
                        .append(part.digests().etag())
                        .append('\n'));
            }
        }
        try (Stream<Path> all = Files.walk(dir)) {
            said.append(all.filter(Files::isRegularFile).count()).append(" files");
        }
        return said.toString();
    }

    private static String text(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Content.Handle handle = content.open()) {
            handle.writeTo(bytes, 0, content.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(UTF_8);
    }

    private static void put(Bucket bucket, String key, String text) {
        Content content = MemoryContent.of(text.getBytes(UTF_8));
        StoredObject unused = bucket.put(
                key,
                content,
                Digests.unknown(content).computed(),
                new ObjectProperties(Map.of("x-amz-meta-text", text), ObjectEncryption.AES256, Map.of(), List.of()),
                WriteCondition.NONE);
    }

    private static void deleteVersion(Bucket bucket, int index) {
        List<VersionListing.Entry> versions = bucket.listVersions(query("a/b")).entries();
        assertThat(bucket.deleteVersion("a/b", versions.get(index).object().versionId(), WriteCondition.NONE))
                .isPresent();
    }

    private static void begin(Bucket bucket) {
        Upload unused = bucket.uploads()
                .begin(
                        "up",
                        new ObjectProperties(Map.of(), ObjectEncryption.AES256, Map.of("t", "u"), List.of()),
                        Optional.of(ChecksumAlgorithm.SHA256),
                        true);
    }

    private static List<Upload> uploads(Bucket bucket) {
        return bucket.uploads().list(new UploadPage.Query("", "", "", "", 100)).uploads();
    }

    private static Upload upload(Bucket bucket) {
        return uploads(bucket).get(0);
    }

    private static void part(Bucket bucket, Upload upload, int number, String text) {
        Content content = MemoryContent.of(text.getBytes(UTF_8));
        Upload.Part unused = bucket.uploads()
                .put(
                        upload,
                        number,
                        content,
                        Digests.unknown(content, ChecksumAlgorithm.SHA256).computed());
    }

    @ParameterizedTest
    @EnumSource(names = {"PUT_A_PART"})
    void anUploadThatWasCompletedMayBeCompletedAgain(Act prepared) throws IOException {
        Path dir = prepared(prepared);
        Bucket first = load(new FolderFiles(copy(dir), false)).orElseThrow();
        String id = upload(first).id();
        Upload.Part part = first.uploads().parts(upload(first)).get(0);
        List<Uploads.Named> named = List.of(new Uploads.Named(
                1,
                part.digests().etag(),
                Map.of(ChecksumAlgorithm.SHA256, part.digests().checksum().value())));
        boolean killed = true;
        for (int life = 0; killed; life++) {
            Path copy = copy(dir);
            int steps = life;
            killed = lives(
                    () -> complete(load(new MortalFiles(copy, steps)).orElseThrow(), id, named), new ArrayList<>());

            Bucket bucket = load(new FolderFiles(copy, true)).orElseThrow();
            complete(bucket, id, named);
            assertThat(text(bucket.current("up").orElseThrow().content())).isEqualTo("part 1");
            assertThat(uploads(bucket)).isEmpty();
        }
    }

    /** As a client does that has heard nothing. */
    private static void complete(Bucket bucket, String id, List<Uploads.Named> named) {
        Optional<StoredObject> made = bucket.uploads().completed("up", id, named);
        if (made.isEmpty()) {
            StoredObject unused = bucket.uploads()
                    .complete(bucket.uploads().find("up", id), named, WholeObject.UNSAID, WriteCondition.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "PUT_A_NEW_KEY",
                "REPLACE_AN_OBJECT",
                "DELETE_AN_OBJECT",
                "PUT_ANOTHER_VERSION",
                "PUT_A_MARKER",
                "DELETE_THE_NEWEST_VERSION",
                "DELETE_AN_OLD_VERSION",
                "REPLACE_THE_NULL_VERSION",
                "TAG"
            })
    void aStepThatFailsLeavesObjectsThatCanBeReadAndWritten(Act act) throws IOException {
        Path prepared = prepared(act);
        boolean failed = true;
        for (int steps = 0; failed; steps++) {
            Path dir = copy(prepared);
            FullDisk files = new FullDisk(dir);
            Bucket bucket = load(files).orElseThrow();
            files.left = steps;
            try {
                act.change.accept(bucket);
            } catch (UncheckedIOException e) {
                assertThat(e.getCause()).hasMessage("No space left on device");
            }
            failed = files.left < 0;
            files.left = Integer.MAX_VALUE;

            assertThat(texts(bucket))
                    .isEqualTo(texts(load(new FolderFiles(copy(dir), false)).orElseThrow()));
            put(bucket, "a/b", "three");
            put(bucket, "a/c", "four");
            assertThat(texts(bucket))
                    .isEqualTo(texts(load(new FolderFiles(dir, false)).orElseThrow()));
            assertThat(text(bucket.current("a/b").orElseThrow().content())).isEqualTo("three");
        }
    }

    private static List<String> texts(Bucket bucket) {
        return bucket.listVersions(query("")).entries().stream()
                .map(VersionListing.Entry::object)
                .map(each ->
                        each.key() + ' ' + each.deleteMarker() + ' ' + text(each.content()) + ' ' + each.properties())
                .toList();
    }
}
