package io.hydrant.service.s3.embedded.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import io.hydrant.aws.AccountId;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps objects as plain files: {@code <dir>/<bucket>/<key>} by the rules of {@link FileNames}, for another account than the default
 * one under {@code <dir>/@<account>/}. What a file cannot say lies in {@code <dir>/.hydrant/}, older versions too. Files are written
 * under another name and renamed, and a change of several files is written down first, so that a kill leaves what was before or all
 * of the change; no step follows a symbolic link. A folder or file that somebody puts there while Hydrant does not
 * run becomes a bucket or object at the next start.
 */
public final class FolderStorage implements Storage {
    private static final Logger log = LoggerFactory.getLogger(FolderStorage.class);

    private final FolderLayout layout;
    private final FolderFiles files;
    private final UploadFiles uploads;
    private final InstantSource time;

    /**
     * @param account the one whose buckets lie directly in {@code dir}
     * @param forced whether a call that has returned survives a power cut too
     */
    public FolderStorage(Path dir, AccountId account, InstantSource time, boolean forced) throws IOException {
        this(new FolderFiles(Files.createDirectories(dir).toRealPath(), forced), account, time);
    }

    FolderStorage(FolderFiles files, AccountId account, InstantSource time) throws IOException {
        this.layout = new FolderLayout(files.root(), account);
        this.files = files;
        this.uploads = new UploadFiles(layout, files);
        this.time = time;
        files.makeFolder(layout.temporary());
    }

    @Override
    public Content stage(Content source) throws IOException {
        return join(List.of(source));
    }

    @Override
    public Content join(List<Content> parts) throws IOException {
        Path file = layout.newTemporary();
        long length = parts.stream().mapToLong(Content::length).sum();
        files.write(file, file, out -> {
            for (Content part : parts) {
                try (Content.Handle handle = part.open()) {
                    handle.writeTo(out, 0, part.length());
                }
            }
        });
        return new FileContent(file, length);
    }

    @Override
    public void discard(Content staged) {
        try {
            if (staged instanceof FileContent file) {
                files.delete(file.path());
            }
        } catch (IOException e) {
            log.debug("A temporary file stays behind", e);
        }
    }

    @Override
    public List<StoredObject> keep(BucketPlace bucket, String key, List<StoredObject> versions, List<Content> gone)
            throws IOException {
        requireOurs(bucket);
        if (versions.isEmpty()) {
            forget(bucket, key, gone);
            return versions;
        }
        files.makeFolder(layout.descriptions(bucket));
        KeyChange.Planned planned = KeyChange.plan(layout, files, bucket, key, versions, gone);
        Metadata metadata = Metadata.of(key, planned.versions(), bytes -> layout.placeOf(bucket, path(bytes)));
        Path description = layout.description(bucket, key);
        if (planned.change().isNothing()) {
            files.write(description, layout.newTemporary(), metadata::writeTo);
            return planned.versions();
        }
        metadata.put(planned.change(), layout::nameOf);
        Path change = layout.change(bucket, key);
        files.write(change, layout.newTemporary(), metadata::writeTo);
        move(planned.change(), change);
        try {
            planned.change().clean(files);
            files.move(change, description);
        } catch (IOException e) {
            log.warn("The next start ends a change of an object bucket={} reason={}", bucket.name(), e.toString());
        }
        return planned.versions();
    }

    private void move(KeyChange change, Path written) throws IOException {
        try {
            change.move(files);
        } catch (IOException | RuntimeException e) {
            try {
                change.undo(files);
                files.delete(written);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** The bytes go first: what is said about bytes that are not there is not believed. */
    private void forget(BucketPlace bucket, String key, List<Content> gone) throws IOException {
        for (Content each : gone) {
            if (each instanceof FileContent file) {
                files.delete(file.path());
            }
        }
        try {
            for (Content each : gone) {
                if (each instanceof FileContent file) {
                    files.prune(file.path(), layout.folder(bucket));
                }
            }
            files.force(layout.folder(bucket));
            files.delete(layout.description(bucket, key));
        } catch (IOException e) {
            log.warn("The next start ends a deletion of an object bucket={} reason={}", bucket.name(), e.toString());
        }
    }

    @Override
    public void keepUpload(BucketPlace bucket, KeptUpload upload) throws IOException {
        uploads.keep(bucket, upload);
    }

    @Override
    public Content keepPart(BucketPlace bucket, String upload, KeptPart part) throws IOException {
        return uploads.keepPart(bucket, upload, part, path(part.content()));
    }

    @Override
    public void forgetUpload(BucketPlace bucket, String upload) throws IOException {
        uploads.forget(bucket, upload);
    }

    @Override
    public void keepCompleted(BucketPlace bucket, String upload, Map<String, String> said) throws IOException {
        uploads.keepCompleted(bucket, upload, said);
    }

    @Override
    public void save(KeptBucket bucket) throws IOException {
        files.requireOurs(layout.folder(bucket.place()));
        files.makeFolder(layout.side(bucket.place()));
        Metadata metadata = Metadata.of(bucket);
        files.write(layout.description(bucket.place()), layout.newTemporary(), metadata::writeTo);
        files.makeFolder(layout.folder(bucket.place()));
    }

    @Override
    public void remove(BucketPlace bucket, List<Content> all) throws IOException {
        Path side = layout.side(bucket);
        files.delete(layout.description(bucket));
        if (FolderFiles.exists(side)) {
            files.force(side);
        }
        for (Content content : all) {
            discard(content);
        }
        files.deleteAll(side);
        files.deleteEmpty(layout.folder(bucket));
    }

    @Override
    public List<LoadedBucket> load() throws IOException {
        FolderLoader loader = new FolderLoader(layout, files, uploads);
        List<LoadedBucket> buckets = loader.earlier();
        for (LoadedBucket added : loader.strange(buckets, time.instant())) {
            save(added.bucket());
            buckets.add(added);
        }
        files.deleteAll(layout.temporary());
        files.makeFolder(layout.temporary());
        return buckets;
    }

    /** Refuses a change to {@code bucket} before anything is done, when a link has the place of a folder it needs. */
    private void requireOurs(BucketPlace bucket) throws IOException {
        files.requireOurs(layout.folder(bucket));
        files.requireOurs(layout.shelf(bucket));
        files.requireOurs(layout.descriptions(bucket));
        files.requireOurs(layout.temporary());
    }

    private static Path path(Content content) {
        if (content instanceof FileContent file) {
            return file.path();
        }
        throw new IllegalStateException("These bytes are not in a file");
    }
}
