package io.hydrant.service.s3.embedded.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.SettingDocument;
import io.hydrant.service.s3.embedded.object.Versioning;
import io.hydrant.service.s3.embedded.storage.BucketPlace;
import io.hydrant.service.s3.embedded.storage.KeptBucket;
import io.hydrant.service.s3.embedded.storage.ObjectRoom;
import io.hydrant.service.s3.embedded.storage.Storage;

/** The versioning and the configurations of a bucket, stored with every change. Not thread-safe: the bucket's lock guards it. */
final class BucketSettings {
    private final BucketPlace place;
    private final Instant created;
    private final Storage storage;
    private final Map<String, SettingDocument> documents = new TreeMap<>();
    private Versioning versioning = Versioning.OFF;

    BucketSettings(BucketPlace place, Instant created, Storage storage) {
        this.place = place;
        this.created = created;
        this.storage = storage;
    }

    /** Takes the settings of an earlier run. */
    void restore(KeptBucket kept) {
        versioning = kept.versioning();
        documents.putAll(kept.settings());
    }

    Versioning versioning() {
        return versioning;
    }

    void versioning(Versioning next) {
        versioning = next;
        store();
    }

    /** A configuration by its name. */
    Optional<SettingDocument> get(String name) {
        return Optional.ofNullable(documents.get(name));
    }

    /** All configurations whose name begins with {@code prefix}, by name. */
    Map<String, SettingDocument> startingWith(String prefix) {
        Map<String, SettingDocument> found = new TreeMap<>(documents);
        found.keySet().removeIf(name -> !name.startsWith(prefix));
        return found;
    }

    /** Writes a configuration, or removes it when {@code document} is empty. */
    void put(String name, Optional<SettingDocument> document) {
        storage.room()
                .change(
                        get(name).map(BucketSettings::sizeOf).orElse(0L),
                        document.map(BucketSettings::sizeOf).orElse(0L));
        if (document.isPresent()) {
            documents.put(name, document.get());
        } else {
            documents.remove(name);
        }
        store();
    }

    /** What the configurations take of the storage's memory. */
    long size() {
        return documents.values().stream().mapToLong(BucketSettings::sizeOf).sum();
    }

    /** What a storage keeps of the bucket besides its objects. */
    KeptBucket kept() {
        return new KeptBucket(place, created, versioning, documents);
    }

    /**
     * Stores the bucket as it is.
     *
     * @throws io.hydrant.aws.AwsException {@code AccessDenied} when a link or file has the name of the bucket's folder
     */
    void store() {
        try {
            storage.save(kept());
        } catch (NotDirectoryException e) {
            throw S3Errors.folderFailed(e);
        } catch (IOException e) {
            throw new UncheckedIOException("A bucket's settings cannot be stored", e);
        }
    }

    private static long sizeOf(SettingDocument document) {
        return ObjectRoom.EACH + document.text().length() + document.note().length();
    }
}
