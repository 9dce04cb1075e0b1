package io.hydrant.service.s3.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.RequestIds;
import io.hydrant.aws.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps objects as plain files: {@code <dir>/<bucket>/<key>} by the rules of {@link FileNames}, for another account than the default
 * one under {@code <dir>/@<account>/}. What a file cannot say lies in {@code <dir>/.hydrant/}, older versions too. Files are written
 * under another name and renamed; no step follows a symbolic link. A folder or file that somebody puts there while Hydrant does not
 * run becomes a bucket or object at the next start.
 */
final class FolderStorage implements Storage {
    private static final Logger log = LoggerFactory.getLogger(FolderStorage.class);

    private static final String SIDE = ".hydrant";
    private static final String BUCKET_FILE = "bucket.properties";
    private static final String SHELF = "shelf:";
    private static final String HOME = "us-east-1";

    private final Path root;
    private final Path temporary;
    private final AccountId account;
    private final InstantSource time;

    /** {@code account} is the one whose buckets lie directly in {@code dir}. */
    FolderStorage(Path dir, AccountId account, InstantSource time) throws IOException {
        this.root = Files.createDirectories(dir).toRealPath();
        this.account = account;
        this.time = time;
        this.temporary = root.resolve(SIDE).resolve("tmp");
        FolderFiles.deleteAll(temporary);
        makeFolder(root.resolve(SIDE));
        makeFolder(temporary);
    }

    @Override
    public Content stage(Content source) throws IOException {
        return join(List.of(source));
    }

    @Override
    public Content join(List<Content> parts) throws IOException {
        Path file = temporary.resolve(RequestIds.next());
        long length = parts.stream().mapToLong(Content::length).sum();
        FolderFiles.write(file, file, out -> {
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
                Files.deleteIfExists(file.path());
            }
        } catch (IOException e) {
            log.debug("A temporary file stays behind", e);
        }
    }

    @Override
    public Content publish(Bucket bucket, String key, Content bytes, Optional<Content> replaced) throws IOException {
        Path before = replaced.filter(FileContent.class::isInstance)
                .map(FolderStorage::path)
                .orElse(temporary);
        Path target = place(folder(bucket), key, before);
        FolderFiles.move(path(bytes), target);
        if (replaced.isPresent() && !before.equals(target)) {
            delete(bucket, replaced.get());
        }
        return new FileContent(target, bytes.length());
    }

    @Override
    public Content shelve(Bucket bucket, Content bytes) throws IOException {
        if (!(bytes instanceof FileContent file)) {
            return bytes;
        }
        Path shelf = side(bucket).resolve("versions");
        makeFolder(shelf);
        Path target = shelf.resolve(RequestIds.next());
        FolderFiles.move(file.path(), target);
        FolderFiles.prune(file.path(), folder(bucket));
        return new FileContent(target, file.length());
    }

    @Override
    public void delete(Bucket bucket, Content bytes) throws IOException {
        if (bytes instanceof FileContent file) {
            Files.deleteIfExists(file.path());
            FolderFiles.prune(file.path(), folder(bucket));
        }
    }

    @Override
    public void describe(Bucket bucket, String key, List<StoredObject> versions) throws IOException {
        Path folder = side(bucket).resolve("objects");
        Path file = folder.resolve(hash(key) + ".properties");
        if (versions.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        makeFolder(folder);
        Metadata metadata = Metadata.of(key, versions, bytes -> placeName(bucket, bytes));
        FolderFiles.write(file, temporary.resolve(RequestIds.next()), metadata::writeTo);
    }

    @Override
    public void save(Bucket bucket) throws IOException {
        makeFolder(folder(bucket));
        makeFolder(side(bucket));
        Metadata metadata = Metadata.of(bucket);
        FolderFiles.write(side(bucket).resolve(BUCKET_FILE), temporary.resolve(RequestIds.next()), metadata::writeTo);
    }

    @Override
    public void remove(Bucket bucket, List<Content> all) throws IOException {
        for (Content content : all) {
            discard(content);
        }
        FolderFiles.deleteAll(side(bucket));
        FolderFiles.deleteEmpty(folder(bucket));
    }

    @Override
    public List<Bucket> load() throws IOException {
        List<Bucket> buckets = new ArrayList<>();
        for (Path owner : folders(root.resolve(SIDE))) {
            if (AccountId.isAccountId(name(owner))) {
                for (Path side : folders(owner)) {
                    if (Files.exists(side.resolve(BUCKET_FILE))) {
                        buckets.add(load(name(side), Metadata.read(side.resolve(BUCKET_FILE))));
                    }
                }
            }
        }
        for (Path folder : folders(root)) {
            String name = name(folder);
            if (BucketNames.isValid(name)
                    && buckets.stream().noneMatch(b -> folder(b).equals(folder))) {
                Bucket bucket = new Bucket(name, new Scope(account, new Region(HOME)), time.instant(), this, time);
                bucket.restore(Versioning.OFF, Map.of(), withStrangers(bucket, new HashMap<>()));
                buckets.add(bucket);
                save(bucket);
            }
        }
        return buckets;
    }

    private Bucket load(String name, Metadata metadata) throws IOException {
        Bucket bucket = new Bucket(name, metadata.scope(), metadata.created(), this, time);
        makeFolder(folder(bucket));
        Map<String, List<StoredObject>> objects = new HashMap<>();
        Path described = side(bucket).resolve("objects");
        if (FolderFiles.isFolder(described)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(described, "*.properties")) {
                for (Path file : files) {
                    Metadata ofKey = Metadata.read(file);
                    List<StoredObject> versions = ofKey.versions(place -> found(bucket, place));
                    if (!versions.isEmpty()) {
                        objects.put(ofKey.key(), versions);
                    }
                }
            }
        }
        bucket.restore(metadata.versioning(), metadata.settings(), withStrangers(bucket, objects));
        return bucket;
    }

    /** Adds the files that no metadata speaks of. */
    private Map<String, List<StoredObject>> withStrangers(Bucket bucket, Map<String, List<StoredObject>> objects)
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

    /** The file for {@code key}, its folders made; {@code own} is where the key lies already. */
    private static Path place(Path folder, String key, Path own) throws IOException {
        List<String> names = FileNames.of(key);
        Path at = folder;
        for (String name : names.subList(0, names.size() - 1)) {
            Path next = at.resolve(name);
            if (FolderFiles.exists(next) && !FolderFiles.isFolder(next)) {
                next = at.resolve(name + FileNames.TAKEN_FOLDER);
            }
            makeFolder(next);
            at = next;
        }
        String name = names.get(names.size() - 1);
        Path file = at.resolve(name);
        if (FolderFiles.exists(file) && !file.equals(own)) {
            file = at.resolve(name + FileNames.TAKEN_FILE + hash(key).substring(0, 8));
        }
        if (FolderFiles.isFolder(file)) {
            throw new IOException(file + " is a folder");
        }
        return file;
    }

    private Optional<Content> found(Bucket bucket, String place) {
        Path within = place.startsWith(SHELF) ? side(bucket).resolve("versions") : folder(bucket);
        Path file = within.resolve(place.startsWith(SHELF) ? place.substring(SHELF.length()) : place)
                .normalize();
        try {
            return file.startsWith(within) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(new FileContent(file, Files.size(file)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String placeName(Bucket bucket, Content bytes) {
        Path file = path(bytes);
        Path shelf = side(bucket).resolve("versions");
        return file.startsWith(shelf)
                ? SHELF + shelf.relativize(file)
                : folder(bucket).relativize(file).toString();
    }

    private Path folder(Bucket bucket) {
        AccountId owner = bucket.scope().account();
        Path base = owner.equals(account) ? root : root.resolve("@" + owner);
        return base.resolve(bucket.name());
    }

    private Path side(Bucket bucket) {
        return root.resolve(SIDE).resolve(bucket.scope().account().value()).resolve(bucket.name());
    }

    /** Makes a folder where there is none; a symbolic link in its place is refused. */
    private static void makeFolder(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent != null && !FolderFiles.exists(parent)) {
            makeFolder(parent);
        }
        if (!FolderFiles.isFolder(folder)) {
            Files.createDirectory(folder);
        }
    }

    private static List<Path> folders(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, FolderFiles::isFolder)) {
            entries.forEach(found::add);
        }
        return found;
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

    private static String hash(String key) {
        return HexFormat.of()
                .formatHex(ChecksumAlgorithm.digest("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    }
}
