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
        if (index != 0 && !versions.isEmpty()) {
            shelveNewest(versions);
        }
        StoredObject placed = place(object, replaced.map(StoredObject::content));
        versions.add(0, placed);
        order.added(placed, versioning);
        keep(key, versions);
        return placed;
    }

    private void shelveNewest(List<StoredObject> versions) throws IOException {
        StoredObject newest = versions.get(0);
        if (!newest.deleteMarker()) {
            versions.set(0, newest.at(storage.shelve(place, newest.content())));
        }
    }

    private StoredObject place(StoredObject object, Optional<Content> obsolete) throws IOException {
        if (!object.deleteMarker()) {
            return object.at(storage.publish(place, object.key(), object.content(), obsolete));
        }
        if (obsolete.isPresent()) {
            storage.delete(place, obsolete.get());
        }
        return object;
    }

    /** Removes a version for good; false when it is not there. */
    boolean remove(String key, String versionId) throws IOException {
        List<StoredObject> versions = new ArrayList<>(objects.getOrDefault(key, List.of()));
        int index = indexOf(versions, versionId);
        if (index < 0) {
            return false;
        }
        StoredObject removed = versions.get(index);
        storage.delete(place, removed.content());
        order.removed(key, versions, index);
        versions.remove(index);
        storage.room().give(ObjectRoom.headOf(removed));
        if (index == 0 && !versions.isEmpty() && !versions.get(0).deleteMarker()) {
            StoredObject next = versions.get(0);
            versions.set(0, next.at(storage.publish(place, key, next.content(), Optional.empty())));
        }
        keep(key, versions);
        return true;
    }

    /** Changes what is said about a version; the changed one, or empty when it is not there. */
    Optional<StoredObject> change(String key, String versionId, UnaryOperator<ObjectProperties> change)
            throws IOException {
        List<StoredObject> versions = objects.getOrDefault(key, List.of());
        int index = indexOf(versions, versionId);
        if (index < 0) {
            return Optional.empty();
        }
        StoredObject object = versions.get(index);
        StoredObject changed = object.with(change.apply(object.properties()));
        storage.room().change(ObjectRoom.headOf(object), ObjectRoom.headOf(changed));
        versions.set(index, changed);
        storage.describe(place, key, versions);
        return Optional.of(changed);
    }

    /** Forgets all versions and gives their memory back; answers their bytes, which are still stored. */
    List<Content> clear() {
        List<StoredObject> all = objects.values().stream().flatMap(List::stream).toList();
        storage.room().give(all.stream().mapToLong(ObjectRoom::headOf).sum());
        objects.clear();
        order.clear();
        return all.stream().map(StoredObject::content).toList();
    }

    private void keep(String key, List<StoredObject> versions) throws IOException {
        if (versions.isEmpty()) {
            objects.remove(key);
        } else {
            objects.put(key, versions);
        }
        storage.describe(place, key, versions);
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
