package io.hydrant.service.s3.embedded.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.RequestIds;
import io.hydrant.aws.Scope;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.SettingDocument;
import io.hydrant.service.s3.embedded.listing.Listing;
import io.hydrant.service.s3.embedded.listing.OrderedIds;
import io.hydrant.service.s3.embedded.listing.VersionListing;
import io.hydrant.service.s3.embedded.listing.VersionOrder;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.Versioning;
import io.hydrant.service.s3.embedded.object.WriteCondition;
import io.hydrant.service.s3.embedded.storage.BucketPlace;
import io.hydrant.service.s3.embedded.storage.KeptBucket;
import io.hydrant.service.s3.embedded.storage.LoadedBucket;
import io.hydrant.service.s3.embedded.storage.ObjectRoom;
import io.hydrant.service.s3.embedded.storage.Storage;
import io.hydrant.service.s3.embedded.upload.UploadTarget;
import io.hydrant.service.s3.embedded.upload.Uploads;

/**
 * One bucket: its objects with their versions, its uploads in parts and its settings. Thread-safe. Longer than 300 lines, because one
 * lock guards all of them, and every caller asks the bucket.
 */
public final class Bucket {
    private static final int LONGEST_KEY = 1024;

    private final BucketPlace place;
    private final Instant created;
    private final Storage storage;
    private final InstantSource time;
    private final Uploads uploads;

    @GuardedBy("this")
    private final ObjectVersions objects;

    @GuardedBy("this")
    private final BucketSettings settings;

    private volatile boolean gone;

    private Bucket(BucketPlace place, Instant created, Storage storage, InstantSource time) {
        this.place = place;
        this.created = created;
        this.storage = storage;
        this.time = time;
        OrderedIds ids = new OrderedIds(time);
        this.uploads = new Uploads(place, new Target(), storage, time, ids);
        this.settings = new BucketSettings(place, created, storage);
        this.objects = new ObjectVersions(place, storage, new VersionOrder(ids));
    }

    /** A new bucket, which is stored at once. */
    public static Bucket create(BucketPlace place, Storage storage, InstantSource time) {
        Bucket bucket = new Bucket(place, time.instant(), storage, time);
        bucket.store();
        return bucket;
    }

    private synchronized void store() {
        settings.store();
    }

    public String name() {
        return place.name();
    }

    /** The account that owns it and the Region it was created in. */
    public Scope scope() {
        return place.scope();
    }

    public Instant created() {
        return created;
    }

    /** The bucket's ARN. */
    public String arn() {
        return "arn:" + scope().region().partition() + ":s3:::" + name();
    }

    /** Uploads in parts that are under way. */
    public Uploads uploads() {
        return uploads;
    }

    public synchronized Versioning versioning() {
        return settings.versioning();
    }

    /** Switches versioning; {@code OFF} is never come back to. */
    public synchronized void versioning(Versioning next) {
        checkThere();
        settings.versioning(next);
    }

    /** A configuration by its name, such as {@code policy}. */
    public synchronized Optional<SettingDocument> setting(String setting) {
        return settings.get(setting);
    }

    /** All configurations whose name begins with {@code prefix}, by name. */
    public synchronized Map<String, SettingDocument> settings(String prefix) {
        return settings.startingWith(prefix);
    }

    /** Writes a configuration, or removes it when {@code document} is empty. */
    public synchronized void setting(String setting, Optional<SettingDocument> document) {
        checkThere();
        settings.put(setting, document);
    }

    /**
     * Writes an object whole.
     *
     * @param digests as far as known; they belong to {@code content}
     * @throws io.hydrant.aws.AwsException {@code KeyTooLongError}, {@code NoSuchBucket} when the bucket was deleted meanwhile, or
     *     what {@code condition} says
     */
    public StoredObject put(
            String key, Content content, Digests digests, ObjectProperties properties, WriteCondition condition) {
        checkKey(key);
        Content staged;
        try {
            staged = storage.stage(content);
        } catch (IOException e) {
            throw new UncheckedIOException("An object cannot be stored", e);
        }
        return putStaged(key, staged, digests, properties, condition);
    }

    /** As {@link #put}, for bytes that are staged already; they are thrown away when the write is refused. */
    private StoredObject putStaged(
            String key, Content staged, Digests digests, ObjectProperties properties, WriteCondition condition) {
        Digests kept = digests.at(staged, etagFor(digests, properties));
        try {
            synchronized (this) {
                checkThere();
                condition.check(current(key));
                return add(new StoredObject(key, nextId(), time.instant(), false, staged, kept, properties));
            }
        } catch (RuntimeException e) {
            storage.discard(staged);
            throw e;
        }
    }

    /** The newest version of {@code key}; empty when there is none or it is a delete marker. */
    public synchronized Optional<StoredObject> current(String key) {
        return newest(key).filter(object -> !object.deleteMarker());
    }

    /** The newest version of {@code key}, which may be a delete marker. */
    public synchronized Optional<StoredObject> newest(String key) {
        return objects.newest(key);
    }

    /** A version of {@code key} by its id. */
    public synchronized Optional<StoredObject> version(String key, String versionId) {
        return objects.version(key, versionId);
    }

    /**
     * Takes hold of the bytes of {@code object}; empty when it has been replaced or deleted meanwhile, so that the caller has to
     * look again.
     */
    public synchronized Optional<Content.Handle> open(StoredObject object) throws IOException {
        Optional<StoredObject> now = version(object.key(), object.versionId());
        return now.isPresent() && now.get().content() == object.content()
                ? Optional.of(object.content().open())
                : Optional.empty();
    }

    /**
     * Deletes {@code key}: for good in a bucket without versioning, else by a delete marker.
     *
     * @return the delete marker, or empty
     */
    public synchronized Optional<StoredObject> delete(String key, WriteCondition condition) {
        checkThere();
        condition.check(current(key));
        if (versioning() == Versioning.OFF) {
            removeVersion(key, StoredObject.NULL_VERSION);
            return Optional.empty();
        }
        return Optional.of(add(StoredObject.deleteMarker(key, nextId(), time.instant())));
    }

    /** Deletes one version for good; the version that was there, or empty. */
    public synchronized Optional<StoredObject> deleteVersion(String key, String versionId, WriteCondition condition) {
        checkThere();
        Optional<StoredObject> version = version(key, versionId);
        condition.check(version.filter(object -> !object.deleteMarker()));
        removeVersion(key, versionId);
        return version;
    }

    /** Changes what is said about a version; the changed one, or empty when it is not there (any more). */
    public synchronized Optional<StoredObject> change(
            String key, String versionId, UnaryOperator<ObjectProperties> change) {
        try {
            return objects.change(key, versionId, change);
        } catch (IOException e) {
            throw new UncheckedIOException("An object cannot be changed", e);
        }
    }

    /** A page of the newest versions, without delete markers. */
    public synchronized Listing list(Listing.Query query) {
        return objects.list(query);
    }

    /** A page of all versions. */
    public synchronized VersionListing listVersions(VersionListing.Query query) {
        return objects.listVersions(query);
    }

    /** Whether it holds nothing at all; a delete marker is something. */
    public synchronized boolean isEmpty() {
        return objects.isEmpty();
    }

    /** Discards the bucket with everything in it; later writes are refused. */
    public synchronized void vanish() {
        gone = true;
        storage.room().give(ObjectRoom.EACH + settings.size());
        List<Content> all = objects.clear();
        try {
            storage.remove(place, all);
        } catch (IOException e) {
            throw new UncheckedIOException("A bucket cannot be deleted", e);
        } finally {
            uploads.clear();
        }
    }

    /** As {@link #vanish}, refused when it is not empty. */
    public synchronized void vanishIfEmpty() {
        if (!objects.isEmpty()) {
            throw S3Errors.bucketNotEmpty(name(), versioning() != Versioning.OFF);
        }
        vanish();
    }

    /** A bucket of an earlier run. */
    public static Bucket restored(LoadedBucket loaded, Storage storage, InstantSource time) {
        KeptBucket kept = loaded.bucket();
        Bucket bucket = new Bucket(kept.place(), kept.created(), storage, time);
        bucket.restore(kept, loaded);
        return bucket;
    }

    private synchronized void restore(KeptBucket kept, LoadedBucket loaded) {
        settings.restore(kept);
        objects.restore(loaded.objects());
        uploads.restore(loaded);
    }

    /** What a storage keeps of it besides its objects. */
    synchronized KeptBucket kept() {
        return settings.kept();
    }

    /** Throws {@code NoSuchBucket} when the bucket was deleted meanwhile. */
    private void checkThere() {
        if (gone) {
            throw S3Errors.noSuchBucket(name());
        }
    }

    private static void checkKey(String key) {
        int size = key.getBytes(StandardCharsets.UTF_8).length;
        if (size > LONGEST_KEY) {
            throw S3Errors.keyTooLong(size);
        }
    }

    @GuardedBy("this")
    private String nextId() {
        return objects.nextId(versioning());
    }

    @GuardedBy("this")
    private StoredObject add(StoredObject object) {
        try {
            StoredObject placed = objects.add(object, versioning());
            uploads.written(object.key());
            return placed;
        } catch (IOException e) {
            throw new UncheckedIOException("An object cannot be stored", e);
        }
    }

    @GuardedBy("this")
    private void removeVersion(String key, String versionId) {
        try {
            if (objects.remove(key, versionId)) {
                uploads.written(key);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A version cannot be deleted", e);
        }
    }

    /** An object that is encrypted with KMS has an entity tag that is not the MD5 of its bytes; ours is a random one. */
    private static Optional<String> etagFor(Digests digests, ObjectProperties properties) {
        boolean inParts =
                digests.knownEtag().filter(tag -> tag.indexOf('-') > 0).isPresent();
        return properties.encryption().hidesMd5() && !inParts
                ? Optional.of(RequestIds.next().replace("-", ""))
                : Optional.empty();
    }

    /** The bucket as its uploads see it. */
    private final class Target implements UploadTarget {
        @Override
        public void checkWritable(String key) {
            checkThere();
            checkKey(key);
        }

        @Override
        public StoredObject putStaged(
                String key, Content staged, Digests digests, ObjectProperties properties, WriteCondition condition) {
            return Bucket.this.putStaged(key, staged, digests, properties, condition);
        }

        @Override
        public Optional<StoredObject> version(String key, String versionId) {
            return Bucket.this.version(key, versionId);
        }
    }
}
