package io.hydrant.service.s3.embedded.bucket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import io.hydrant.service.s3.embedded.listing.KeyOrder;
import io.hydrant.service.s3.embedded.listing.Listing;
import io.hydrant.service.s3.embedded.listing.VersionListing;
import io.hydrant.service.s3.embedded.listing.VersionOrder;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.Versioning;
import io.hydrant.service.s3.embedded.storage.BucketPlace;
import io.hydrant.service.s3.embedded.storage.ObjectRoom;
import io.hydrant.service.s3.embedded.storage.Storage;

/**
 * The versions of a bucket's objects. The newest version of a key lies in its storage where a reader of the folder expects it, the
 * older ones are shelved. Not thread-safe: the bucket's lock guards it.
 */
final class ObjectVersions {
    private final BucketPlace place;
    private final Storage storage;
    private final VersionOrder order;
    /** Newest version first; never an empty list. */
    private final NavigableMap<String, List<StoredObject>> objects = new TreeMap<>(KeyOrder.INSTANCE);

    ObjectVersions(BucketPlace place, Storage storage, VersionOrder order) {
        this.place = place;
        this.storage = storage;
        this.order = order;
    }

    /** Takes the versions of an earlier run, newest first. */
    void restore(Map<String, List<StoredObject>> versions) {
        versions.forEach((key, list) -> {
            objects.put(key, new ArrayList<>(list));
            order.restored(list);
        });
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }

    /** The id of the next version. */
    String nextId(Versioning versioning) {
        return order.next(versioning);
    }

    /** The newest version of {@code key}, which may be a delete marker. */
    Optional<StoredObject> newest(String key) {
        List<StoredObject> versions = objects.get(key);
        return versions == null ? Optional.empty() : Optional.of(versions.get(0));
    }

    /** A version of {@code key} by its id. */
    Optional<StoredObject> version(String key, String versionId) {
        return objects.getOrDefault(key, List.of()).stream()
                .filter(object -> object.versionId().equals(versionId))
                .findFirst();
    }

    /** A page of the newest versions, without delete markers. */
    Listing list(Listing.Query query) {
        return Listing.of(objects, query);
    }

    /** A page of all versions. */
    VersionListing listVersions(VersionListing.Query query) {
        return VersionListing.of(objects, order, query);
    }

    /** Adds the newest version, in place of one with the same id; answers it as it is kept. */
    StoredObject add(StoredObject object, Versioning versioning) throws IOException {
        String key = object.key();
        List<StoredObject> versions = new ArrayList<>(objects.getOrDefault(key, List.of()));
        int index = indexOf(versions, object.versionId());
        Optional<StoredObject> replaced = index < 0 ? Optional.empty() : Optional.of(versions.remove(index));
        storage.room().change(replaced.map(ObjectRoom::headOf).orElse(0L), ObjectRoom.headOf(object));
        versions.add(0, object);
        StoredObject placed =
                keep(key, versions, replaced.map(StoredObject::content)).get(0);
        order.added(placed, versioning);
        return placed;
    }

    /** Removes a version for good; false when it is not there. */
    boolean remove(String key, String versionId) throws IOException {
        List<StoredObject> versions = new ArrayList<>(objects.getOrDefault(key, List.of()));
        int index = indexOf(versions, versionId);
        if (index < 0) {
            return false;
        }
        List<StoredObject> before = List.copyOf(versions);
        StoredObject removed = versions.remove(index);
        List<StoredObject> unused = keep(key, versions, Optional.of(removed.content()));
        order.removed(key, before, index);
        storage.room().give(ObjectRoom.headOf(removed));
        return true;
    }

    /** Changes what is said about a version; the changed one, or empty when it is not there. */
    Optional<StoredObject> change(String key, String versionId, UnaryOperator<ObjectProperties> change)
            throws IOException {
        List<StoredObject> versions = new ArrayList<>(objects.getOrDefault(key, List.of()));
        int index = indexOf(versions, versionId);
        if (index < 0) {
            return Optional.empty();
        }
        StoredObject object = versions.get(index);
        StoredObject changed = object.with(change.apply(object.properties()));
        storage.room().change(ObjectRoom.headOf(object), ObjectRoom.headOf(changed));
        versions.set(index, changed);
        return Optional.of(keep(key, versions, Optional.empty()).get(index));
    }

    /** Forgets all versions and gives their memory back; answers their bytes, which are still stored. */
    List<Content> clear() {
        List<StoredObject> all = objects.values().stream().flatMap(List::stream).toList();
        storage.room().give(all.stream().mapToLong(ObjectRoom::headOf).sum());
        objects.clear();
        order.clear();
        return all.stream().map(StoredObject::content).toList();
    }

    /** The storage comes first, so that a failure changes nothing here. */
    private List<StoredObject> keep(String key, List<StoredObject> versions, Optional<Content> gone)
            throws IOException {
        List<StoredObject> kept =
                storage.keep(place, key, versions, gone.map(List::of).orElse(List.of()));
        if (kept.isEmpty()) {
            objects.remove(key);
        } else {
            objects.put(key, kept);
        }
        return kept;
    }

    private static int indexOf(List<StoredObject> versions, String versionId) {
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).versionId().equals(versionId)) {
                return i;
            }
        }
        return -1;
    }
}
