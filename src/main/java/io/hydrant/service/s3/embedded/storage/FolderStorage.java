package io.hydrant.service.s3.embedded.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.RequestIds;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps objects as plain files: {@code <dir>/<bucket>/<key>} by the rules of {@link FileNames}, for another account than the default
 * one under {@code <dir>/@<account>/}. What a file cannot say lies in {@code <dir>/.hydrant/}, older versions too. Files are written
 * under another name and renamed; no step follows a symbolic link. A folder or file that somebody puts there while Hydrant does not
 * run becomes a bucket or object at the next start.
 */
public final class FolderStorage implements Storage {
    private static final Logger log = LoggerFactory.getLogger(FolderStorage.class);

    private final FolderLayout layout;
    private final FolderFiles files;
    private final InstantSource time;

    /** {@code account} is the one whose buckets lie directly in {@code dir}. */
    public FolderStorage(Path dir, AccountId account, InstantSource time) throws IOException {
        Path root = Files.createDirectories(dir).toRealPath();
        this.layout = new FolderLayout(root, account);
        this.files = new FolderFiles(root);
        this.time = time;
        files.deleteAll(layout.temporary());
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
    public Content publish(BucketPlace bucket, String key, Content bytes, Optional<Content> replaced)
            throws IOException {
        Path from = path(bytes);
        if (!from.startsWith(layout.temporary()) && !files.isFile(from)) {
            return bytes; // somebody took a shelved file away
        }
        requireOurs(bucket);
        Path before = replaced.filter(FileContent.class::isInstance)
                .map(FolderStorage::path)
                .orElse(layout.temporary());
        Path target = KeyPlace.of(files, layout.folder(bucket), key, before);
        files.move(from, target);
        if (replaced.isPresent() && !before.equals(target)) {
            delete(bucket, replaced.get());
        }
        return new FileContent(target, bytes.length());
    }

    @Override
    public Content shelve(BucketPlace bucket, Content bytes) throws IOException {
        if (!(bytes instanceof FileContent file)) {
            return bytes;
        }
        requireOurs(bucket);
        Path shelf = layout.shelf(bucket);
        files.makeFolder(shelf);
        Path target = shelf.resolve(RequestIds.next());
        if (files.isFile(file.path())) {
            files.move(file.path(), target);
            files.prune(file.path(), layout.folder(bucket));
        }
        return new FileContent(target, file.length());
    }

    @Override
    public void delete(BucketPlace bucket, Content bytes) throws IOException {
        requireOurs(bucket);
        if (bytes instanceof FileContent file) {
            files.delete(file.path());
            files.prune(file.path(), layout.folder(bucket));
        }
    }

    @Override
    public void describe(BucketPlace bucket, String key, List<StoredObject> versions) throws IOException {
        Path folder = layout.descriptions(bucket);
        Path file = folder.resolve(KeyPlace.hash(key) + ".properties");
        if (versions.isEmpty()) {
            files.delete(file);
            return;
        }
        files.makeFolder(folder);
        Metadata metadata = Metadata.of(key, versions, bytes -> layout.placeOf(bucket, path(bytes)));
        files.write(file, layout.newTemporary(), metadata::writeTo);
    }

    @Override
    public void save(KeptBucket bucket) throws IOException {
        files.makeFolder(layout.folder(bucket.place()));
        files.makeFolder(layout.side(bucket.place()));
        Metadata metadata = Metadata.of(bucket);
        files.write(layout.description(bucket.place()), layout.newTemporary(), metadata::writeTo);
    }

    @Override
    public void remove(BucketPlace bucket, List<Content> all) throws IOException {
        for (Content content : all) {
            discard(content);
        }
        files.deleteAll(layout.side(bucket));
        files.deleteEmpty(layout.folder(bucket));
    }

    @Override
    public List<LoadedBucket> load() throws IOException {
        FolderLoader loader = new FolderLoader(layout, files);
        List<LoadedBucket> buckets = loader.earlier();
        for (LoadedBucket added : loader.strange(buckets, time.instant())) {
            save(added.bucket());
            buckets.add(added);
        }
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
