package io.hydrant.service.s3.embedded.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.RequestIds;
import io.hydrant.aws.Scope;
import io.hydrant.service.s3.embedded.object.BucketNames;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.ObjectEncryption;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.Versioning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps objects as plain files: {@code <dir>/<bucket>/<key>} by the rules of {@link FileNames}, for another account than the default
 * one under {@code <dir>/@<account>/}. What a file cannot say lies in {@code <dir>/.hydrant/}, older versions too. Files are written
 * under another name and renamed; no step follows a symbolic link. A folder or file that somebody puts there while Hydrant does not
 * run becomes a bucket or object at the next start. Longer than 300 lines, because every step on the disk is here.
 */
public final class FolderStorage implements Storage {
    private static final Logger log = LoggerFactory.getLogger(FolderStorage.class);

    private static final String SIDE = ".hydrant";
    private static final String BUCKET_FILE = "bucket.properties";
    private static final String SHELF = "shelf:";
    private static final String HOME = "us-east-1";

    private final Path root;
    private final FolderFiles files;
    private final Path temporary;
    private final AccountId account;
    private final InstantSource time;

    /** {@code account} is the one whose buckets lie directly in {@code dir}. */
    public FolderStorage(Path dir, AccountId account, InstantSource time) throws IOException {
        this.root = Files.createDirectories(dir).toRealPath();
        this.account = account;
        this.time = time;
        this.temporary = root.resolve(SIDE).resolve("tmp");
        this.files = new FolderFiles(root);
        files.deleteAll(temporary);
        files.makeFolder(temporary);
    }

    @Override
    public Content stage(Content source) throws IOException {
        return join(List.of(source));
    }

    @Override
    public Content join(List<Content> parts) throws IOException {
        Path file = temporary.resolve(RequestIds.next());
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
        if (!from.startsWith(temporary) && !files.isFile(from)) {
            return bytes; // somebody took a shelved file away
        }
        requireOurs(bucket);
        Path before = replaced.filter(FileContent.class::isInstance)
                .map(FolderStorage::path)
                .orElse(temporary);
        Path target = KeyPlace.of(files, folder(bucket), key, before);
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
        Path shelf = side(bucket).resolve("versions");
        files.makeFolder(shelf);
        Path target = shelf.resolve(RequestIds.next());
        if (files.isFile(file.path())) {
            files.move(file.path(), target);
            files.prune(file.path(), folder(bucket));
        }
        return new FileContent(target, file.length());
    }

    @Override
    public void delete(BucketPlace bucket, Content bytes) throws IOException {
        requireOurs(bucket);
        if (bytes instanceof FileContent file) {
            files.delete(file.path());
            files.prune(file.path(), folder(bucket));
        }
    }

    @Override
    public void describe(BucketPlace bucket, String key, List<StoredObject> versions) throws IOException {
        Path folder = side(bucket).resolve("objects");
        Path file = folder.resolve(KeyPlace.hash(key) + ".properties");
        if (versions.isEmpty()) {
            files.delete(file);
            return;
        }
        files.makeFolder(folder);
        Metadata metadata = Metadata.of(key, versions, bytes -> placeName(bucket, bytes));
        files.write(file, temporary.resolve(RequestIds.next()), metadata::writeTo);
    }

    @Override
    public void save(KeptBucket bucket) throws IOException {
        Path side = side(bucket.place());
        files.makeFolder(folder(bucket.place()));
        files.makeFolder(side);
        Metadata metadata = Metadata.of(bucket);
        files.write(side.resolve(BUCKET_FILE), temporary.resolve(RequestIds.next()), metadata::writeTo);
    }

    @Override
    public void remove(BucketPlace bucket, List<Content> all) throws IOException {
        for (Content content : all) {
            discard(content);
        }
        files.deleteAll(side(bucket));
        files.deleteEmpty(folder(bucket));
    }

    @Override
    public List<LoadedBucket> load() throws IOException {
        List<LoadedBucket> buckets = new ArrayList<>();
        for (Path owner : files.folders(root.resolve(SIDE))) {
            if (AccountId.isAccountId(name(owner))) {
                for (Path side : files.folders(owner)) {
                    if (files.isFile(side.resolve(BUCKET_FILE))) {
                        load(name(side), Metadata.read(side.resolve(BUCKET_FILE)))
                                .ifPresent(buckets::add);
                    }
                }
            }
        }
        for (Path folder : files.folders(root)) {
            String name = name(folder);
            if (BucketNames.isValid(name)
                    && buckets.stream()
                            .noneMatch(b -> folder(b.bucket().place()).equals(folder))) {
                BucketPlace place = new BucketPlace(new Scope(account, new Region(HOME)), name);
                KeptBucket bucket = new KeptBucket(place, time.instant(), Versioning.OFF, Map.of());
                buckets.add(new LoadedBucket(bucket, withStrangers(place, new HashMap<>())));
                save(bucket);
            }
        }
        return buckets;
    }

    /** A bucket of an earlier run; empty when its folder has become a link. */
    private Optional<LoadedBucket> load(String name, Metadata metadata) throws IOException {
        BucketPlace bucket = new BucketPlace(metadata.scope(), name);
        if (!files.isOurs(folder(bucket))) {
            log.warn("Left out a bucket whose folder is a symbolic link or a file bucket={}", name);
            return Optional.empty();
        }
        files.makeFolder(folder(bucket));
        Map<String, List<StoredObject>> objects = new HashMap<>();
        Path described = side(bucket).resolve("objects");
        if (files.isFolder(described)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(described, "*.properties")) {
                for (Path file : found) {
                    if (!files.isFile(file)) {
                        continue;
                    }
                    Metadata ofKey = Metadata.read(file);
                    List<StoredObject> versions = ofKey.versions(place -> found(bucket, place));
                    if (!versions.isEmpty()) {
                        objects.put(ofKey.key(), versions);
                    }
                }
            }
        }
        KeptBucket kept = new KeptBucket(bucket, metadata.created(), metadata.versioning(), metadata.settings());
        return Optional.of(new LoadedBucket(kept, withStrangers(bucket, objects)));
    }

    /** Adds the files that no metadata speaks of. */
    private Map<String, List<StoredObject>> withStrangers(BucketPlace bucket, Map<String, List<StoredObject>> objects)
            throws IOException {
        Path folder = folder(bucket);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    List<String> names = new ArrayList<>();
                    folder.relativize(file).forEach(name -> names.add(name.toString()));
                    String key = FileNames.key(names);
                    if (!objects.containsKey(key)) {
                        objects.put(key, List.of(stranger(key, file)));
                    }
                }
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        return objects;
    }

    private static StoredObject stranger(String key, Path file) throws IOException {
        Content content = new FileContent(file, Files.size(file));
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        ObjectProperties properties = new ObjectProperties(
                Map.of("content-type", "binary/octet-stream"), ObjectEncryption.AES256, Map.of(), List.of());
        return new StoredObject(
                key, StoredObject.NULL_VERSION, modified, false, content, Digests.unknown(content), properties);
    }

    private Optional<Content> found(BucketPlace bucket, String place) {
        Path within = place.startsWith(SHELF) ? side(bucket).resolve("versions") : folder(bucket);
        Path file = within.resolve(place.startsWith(SHELF) ? place.substring(SHELF.length()) : place)
                .normalize();
        try {
            return file.startsWith(within) && files.isFile(file)
                    ? Optional.of(new FileContent(file, Files.size(file)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String placeName(BucketPlace bucket, Content bytes) {
        Path file = path(bytes);
        Path shelf = side(bucket).resolve("versions");
        return file.startsWith(shelf)
                ? SHELF + shelf.relativize(file)
                : folder(bucket).relativize(file).toString();
    }

    private Path folder(BucketPlace bucket) {
        AccountId owner = bucket.scope().account();
        Path base = owner.equals(account) ? root : root.resolve("@" + owner);
        return base.resolve(bucket.name());
    }

    private Path side(BucketPlace bucket) {
        return root.resolve(SIDE).resolve(bucket.scope().account().value()).resolve(bucket.name());
    }

    /** Refuses a change to {@code bucket} before anything is done, when a link has the place of a folder it needs. */
    private void requireOurs(BucketPlace bucket) throws IOException {
        files.requireOurs(folder(bucket));
        files.requireOurs(side(bucket).resolve("versions"));
        files.requireOurs(side(bucket).resolve("objects"));
        files.requireOurs(temporary);
    }

    private static Path path(Content content) {
        if (content instanceof FileContent file) {
            return file.path();
        }
        throw new IllegalStateException("These bytes are not in a file");
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
