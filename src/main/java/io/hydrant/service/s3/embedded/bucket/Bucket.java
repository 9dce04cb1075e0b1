package io.hydrant.service.s3.embedded.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.RequestIds;
import io.hydrant.aws.Scope;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.SettingDocument;
import io.hydrant.service.s3.embedded.listing.KeyOrder;
import io.hydrant.service.s3.embedded.listing.Listing;
import io.hydrant.service.s3.embedded.listing.OrderedIds;
import io.hydrant.service.s3.embedded.listing.VersionListing;
import io.hydrant.service.s3.embedded.listing.VersionOrder;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.MemoryContent;
import io.hydrant.service.s3.embedded.object.ObjectEncryption;
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
import org.jspecify.annotations.Nullable;

/**
 * One bucket: its objects with their versions, its uploads in parts and its settings. Thread-safe. Longer than 300 lines, because one
 * lock guards all of them.
 */
public final class Bucket {
    private static final int LONGEST_KEY = 1024;

    private final BucketPlace place;
    private final Instant created;
    private final Storage storage;
    private final InstantSource time;
    private final Uploads uploads;
    private final VersionOrder order;
    /** Newest version first; never an empty list. */
    @GuardedBy("this")
    private final NavigableMap<String, List<StoredObject>> objects = new TreeMap<>(KeyOrder.INSTANCE);

    @GuardedBy("this")
    private final Map<String, SettingDocument> settings = new TreeMap<>();

    @GuardedBy("this")
    private Versioning versioning = Versioning.OFF;

    private volatile boolean gone;

    public Bucket(BucketPlace place, Instant created, Storage storage, InstantSource time) {
        this.place = place;
        this.created = created;
        this.storage = storage;
        this.time = time;
        OrderedIds ids = new OrderedIds(time);
        this.uploads = new Uploads(new Target(), storage, time, ids);
        this.order = new VersionOrder(ids);
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
        return versioning;
    }

    /** Switches versioning; {@code OFF} is never come back to. */
    public synchronized void versioning(Versioning next) {
        versioning = next;
        saved();
    }

    /** A configuration by its name, such as {@code policy}. */
    public synchronized Optional<SettingDocument> setting(String setting) {
        return Optional.ofNullable(settings.get(setting));
    }

    /** All configurations whose name begins with {@code prefix}, by name. */
    public synchronized Map<String, SettingDocument> settings(String prefix) {
        Map<String, SettingDocument> found = new TreeMap<>();
        settings.forEach((setting, document) -> {
            if (setting.startsWith(prefix)) {
                found.put(setting, document);
            }
        });
        return found;
    }

    /** Writes a configuration, or removes it when {@code document} is empty. */
    public synchronized void setting(String setting, Optional<SettingDocument> document) {
        storage.room().change(sizeOf(settings.get(setting)), sizeOf(document.orElse(null)));
        if (document.isPresent()) {
            settings.put(setting, document.get());
        } else {
            settings.remove(setting);
        }
        saved();
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
                StoredObject object =
                        new StoredObject(key, order.next(versioning), time.instant(), false, staged, kept, properties);
                return add(object);
            }
        } catch (IOException e) {
            storage.discard(staged);
            throw new UncheckedIOException("An object cannot be stored", e);
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
        List<StoredObject> versions = objects.get(key);
        return versions == null ? Optional.empty() : Optional.of(versions.get(0));
    }

    /** A version of {@code key} by its id. */
    public synchronized Optional<StoredObject> version(String key, String versionId) {
        return objects.getOrDefault(key, List.of()).stream()
                .filter(object -> object.versionId().equals(versionId))
                .findFirst();
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
        try {
            if (versioning == Versioning.OFF) {
                removeVersion(key, StoredObject.NULL_VERSION);
                return Optional.empty();
            }
            Content nothing = MemoryContent.of(new byte[0]);
            ObjectProperties properties = new ObjectProperties(Map.of(), ObjectEncryption.AES256, Map.of(), List.of());
            return Optional.of(add(new StoredObject(
                    key, order.next(versioning), time.instant(), true, nothing, Digests.unknown(nothing), properties)));
        } catch (IOException e) {
            throw new UncheckedIOException("An object cannot be deleted", e);
        }
    }

    /** Deletes one version for good; the version that was there, or empty. */
    public synchronized Optional<StoredObject> deleteVersion(String key, String versionId, WriteCondition condition) {
        checkThere();
        Optional<StoredObject> version = version(key, versionId);
        condition.check(version.filter(object -> !object.deleteMarker()));
        try {
            removeVersion(key, versionId);
        } catch (IOException e) {
            throw new UncheckedIOException("A version cannot be deleted", e);
        }
        return version;
    }

    /** Changes what is said about a version; the changed one, or empty when it is not there (any more). */
    public synchronized Optional<StoredObject> change(
            String key, String versionId, UnaryOperator<ObjectProperties> change) {
        List<StoredObject> versions = objects.getOrDefault(key, List.of());
        for (int i = 0; i < versions.size(); i++) {
            StoredObject object = versions.get(i);
            if (object.versionId().equals(versionId)) {
                StoredObject changed = object.with(change.apply(object.properties()));
                storage.room().change(ObjectRoom.headOf(object), ObjectRoom.headOf(changed));
                versions.set(i, changed);
                try {
                    storage.describe(place, key, versions);
                } catch (IOException e) {
                    throw new UncheckedIOException("An object cannot be changed", e);
                }
                return Optional.of(changed);
            }
        }
        return Optional.empty();
    }

    /** A page of the newest versions, without delete markers. */
    public synchronized Listing list(Listing.Query query) {
        return Listing.of(objects, query);
    }

    /** A page of all versions. */
    public synchronized VersionListing listVersions(VersionListing.Query query) {
        return VersionListing.of(objects, order, query);
    }

    /** Whether it holds nothing at all; a delete marker is something. */
    public synchronized boolean isEmpty() {
        return objects.isEmpty();
    }

    /** Discards the bucket with everything in it; later writes are refused. */
    public synchronized void vanish() {
        gone = true;
        List<Content> all = objects.values().stream()
                .flatMap(List::stream)
                .map(StoredObject::content)
                .toList();
        long heads = objects.values().stream()
                .flatMap(List::stream)
                .mapToLong(ObjectRoom::headOf)
                .sum();
        long documents = settings.values().stream().mapToLong(Bucket::sizeOf).sum();
        storage.room().give(ObjectRoom.EACH + heads + documents);
        objects.clear();
        order.clear();
        uploads.clear();
        try {
            storage.remove(place, all);
        } catch (IOException e) {
            throw new UncheckedIOException("A bucket cannot be deleted", e);
        }
    }

    /** As {@link #vanish}, refused when it is not empty. */
    public synchronized void vanishIfEmpty() {
        if (!objects.isEmpty()) {
            throw S3Errors.bucketNotEmpty(name(), versioning != Versioning.OFF);
        }
        vanish();
    }

    /** A bucket of an earlier run. */
    public static Bucket restored(LoadedBucket loaded, Storage storage, InstantSource time) {
        KeptBucket kept = loaded.bucket();
        Bucket bucket = new Bucket(kept.place(), kept.created(), storage, time);
        bucket.restore(kept, loaded.objects());
        return bucket;
    }

    private synchronized void restore(KeptBucket kept, Map<String, List<StoredObject>> versions) {
        versioning = kept.versioning();
        settings.putAll(kept.settings());
        versions.forEach((key, list) -> {
            objects.put(key, new ArrayList<>(list));
            order.restored(list);
        });
    }

    /** What a storage keeps of it besides its objects. */
    public synchronized KeptBucket kept() {
        return new KeptBucket(place, created, versioning, settings);
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
    private StoredObject add(StoredObject object) throws IOException {
        String key = object.key();
        List<StoredObject> versions = new ArrayList<>(objects.getOrDefault(key, List.of()));
        Optional<StoredObject> replaced = versions.stream()
                .filter(version -> version.versionId().equals(object.versionId()))
                .findFirst();
        replaced.ifPresent(versions::remove);
        storage.room().change(replaced.map(ObjectRoom::headOf).orElse(0L), ObjectRoom.headOf(object));
        boolean outOfTheWay = !versions.isEmpty()
                && !versions.get(0).deleteMarker()
                && (replaced.isEmpty() || objects.getOrDefault(key, List.of()).indexOf(replaced.get()) > 0);
        if (outOfTheWay) {
            StoredObject before = versions.get(0);
            versions.set(0, before.at(storage.shelve(place, before.content())));
        }
        StoredObject placed = object;
        Optional<Content> obsolete = replaced.map(StoredObject::content);
        if (!object.deleteMarker()) {
            placed = object.at(storage.publish(place, key, object.content(), obsolete));
        } else if (obsolete.isPresent()) {
            storage.delete(place, obsolete.get());
        }
        versions.add(0, placed);
        order.added(placed, versioning);
        objects.put(key, versions);
        storage.describe(place, key, versions);
        uploads.written(key);
        return placed;
    }

    @GuardedBy("this")
    private void removeVersion(String key, String versionId) throws IOException {
        List<StoredObject> versions = new ArrayList<>(objects.getOrDefault(key, List.of()));
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).versionId().equals(versionId)) {
                StoredObject removed = versions.get(i);
                storage.delete(place, removed.content());
                order.removed(key, versions, i);
                versions.remove(i);
                storage.room().give(ObjectRoom.headOf(removed));
                if (i == 0 && !versions.isEmpty() && !versions.get(0).deleteMarker()) {
                    StoredObject next = versions.get(0);
                    versions.set(0, next.at(storage.publish(place, key, next.content(), Optional.empty())));
                }
                if (versions.isEmpty()) {
                    objects.remove(key);
                } else {
                    objects.put(key, versions);
                }
                storage.describe(place, key, versions);
                uploads.written(key);
                return;
            }
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

    private static long sizeOf(@Nullable SettingDocument document) {
        return document == null
                ? 0
                : ObjectRoom.EACH + document.text().length() + document.note().length();
    }

    private void saved() {
        checkThere();
        try {
            storage.save(kept());
        } catch (IOException e) {
            throw new UncheckedIOException("A bucket's settings cannot be stored", e);
        }
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
