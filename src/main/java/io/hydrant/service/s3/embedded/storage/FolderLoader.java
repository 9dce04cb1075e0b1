package io.hydrant.service.s3.embedded.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
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

/** Finds what a folder holds when Hydrant starts: buckets of an earlier run, and what somebody put there meanwhile. */
final class FolderLoader {
    private static final Logger log = LoggerFactory.getLogger(FolderLoader.class);
    private static final String HOME = "us-east-1";

    private final FolderLayout layout;
    private final FolderFiles files;
    private final UploadFiles uploads;
    private final Recovery recovery;

    FolderLoader(FolderLayout layout, FolderFiles files, UploadFiles uploads) {
        this.layout = layout;
        this.files = files;
        this.uploads = uploads;
        this.recovery = new Recovery(layout, files);
    }

    /** The buckets of an earlier run. */
    List<LoadedBucket> earlier() throws IOException {
        List<LoadedBucket> buckets = new ArrayList<>();
        for (Path owner : files.folders(layout.accounts())) {
            if (AccountId.isAccountId(name(owner))) {
                for (Path side : files.folders(owner)) {
                    Path description = FolderLayout.descriptionIn(side);
                    if (files.isFile(description)) {
                        earlier(name(side), Metadata.read(description)).ifPresent(buckets::add);
                    } else {
                        recovery.remove(
                                new BucketPlace(new Scope(new AccountId(name(owner)), new Region(HOME)), name(side)));
                    }
                }
            }
        }
        return buckets;
    }

    /** The folders that are no bucket of {@code known} and have a bucket's name. */
    List<LoadedBucket> strange(List<LoadedBucket> known, Instant now) throws IOException {
        Set<Path> taken = known.stream()
                .map(bucket -> layout.folder(bucket.bucket().place()))
                .collect(Collectors.toSet());
        List<LoadedBucket> buckets = new ArrayList<>();
        for (Path folder : files.folders(layout.root())) {
            if (BucketNames.isValid(name(folder)) && !taken.contains(folder)) {
                BucketPlace place = new BucketPlace(new Scope(layout.account(), new Region(HOME)), name(folder));
                KeptBucket bucket = new KeptBucket(place, now, Versioning.OFF, Map.of());
                buckets.add(new LoadedBucket(bucket, withStrangers(place, new HashMap<>()), List.of(), Map.of()));
            }
        }
        return buckets;
    }

    /** A bucket of an earlier run; empty when its folder has become a link. */
    private Optional<LoadedBucket> earlier(String name, Metadata metadata) throws IOException {
        BucketPlace bucket = new BucketPlace(metadata.scope(), name);
        if (!files.isOurs(layout.folder(bucket))) {
            log.warn("Left out a bucket whose folder is a symbolic link or a file bucket={}", name);
            return Optional.empty();
        }
        files.makeFolder(layout.folder(bucket));
        recovery.finish(bucket);
        KeptBucket kept = new KeptBucket(bucket, metadata.created(), metadata.versioning(), metadata.settings());
        return Optional.of(new LoadedBucket(
                kept, withStrangers(bucket, described(bucket)), uploads.load(bucket), uploads.completed(bucket)));
    }

    /** The objects that metadata speaks of; when all files of a key are gone, what is said about it goes too. */
    private Map<String, List<StoredObject>> described(BucketPlace bucket) throws IOException {
        Map<String, List<StoredObject>> objects = new HashMap<>();
        for (Path file : files.files(layout.descriptions(bucket), FolderLayout.DESCRIPTION)) {
            Metadata metadata = Metadata.read(file);
            List<StoredObject> versions = metadata.versions(place -> found(bucket, place));
            if (!versions.isEmpty()) {
                objects.put(metadata.key(), versions);
            } else {
                files.delete(file);
            }
        }
        return objects;
    }

    /** Adds the files that no metadata speaks of. */
    private Map<String, List<StoredObject>> withStrangers(BucketPlace bucket, Map<String, List<StoredObject>> objects)
            throws IOException {
        Path folder = layout.folder(bucket);
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
        Optional<Path> file = layout.at(bucket, place).filter(files::isFile);
        try {
            return file.isPresent()
                    ? Optional.of(new FileContent(file.get(), Files.size(file.get())))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
