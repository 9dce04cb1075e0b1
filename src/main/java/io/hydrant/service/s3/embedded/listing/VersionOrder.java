package io.hydrant.service.s3.embedded.listing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.Versioning;

/**
 * The order in which the versions of one bucket were written, also of those that are gone. The ids tell it, except of the null
 * version; the place of a null version is kept as long as its key has any version. Guarded by its bucket.
 */
public final class VersionOrder {
    private final OrderedIds ids;
    /** Key to the place of its null version, whether that is still there or not; absent for the oldest version. */
    private final Map<String, Long> nulls = new HashMap<>();

    /** {@code ids} gives the ids of the versions and their places. */
    public VersionOrder(OrderedIds ids) {
        this.ids = ids;
    }

    /** The id of the next version. */
    public String next(Versioning versioning) {
        return versioning == Versioning.ENABLED ? ids.next() : StoredObject.NULL_VERSION;
    }

    /** Takes note of a version that becomes the newest of its key. */
    public void added(StoredObject version, Versioning versioning) {
        if (version.versionId().equals(StoredObject.NULL_VERSION) && versioning != Versioning.OFF) {
            nulls.put(version.key(), ids.nextPlace());
        }
    }

    /** Takes note that version {@code index} of a key is about to go. */
    public void removed(String key, List<StoredObject> versions, int index) {
        if (versions.size() == 1) {
            nulls.remove(key);
        } else if (versions.get(index).versionId().equals(StoredObject.NULL_VERSION)) {
            nulls.computeIfAbsent(
                    key,
                    known -> index == 0
                            ? ids.nextPlace()
                            : OrderedIds.placeOf(versions.get(index - 1).versionId()));
        }
    }

    /** Takes note of versions from an earlier run. */
    public void restored(List<StoredObject> versions) {
        versions.forEach(version -> ids.seen(version.versionId()));
    }

    /** Forgets all places. */
    public void clear() {
        nulls.clear();
    }

    /**
     * Where the versions behind {@code marker} begin in {@code versions}, newest first. Of a marker that is gone and without a place,
     * all are told: telling one twice does less harm than leaving one out.
     */
    int behind(String key, List<StoredObject> versions, String marker) {
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).versionId().equals(marker)) {
                return i + 1;
            }
        }
        long place = place(key, marker);
        int first = 0;
        while (place != OrderedIds.NO_PLACE
                && first < versions.size()
                && place(key, versions.get(first).versionId()) >= place) {
            first++;
        }
        return first;
    }

    private long place(String key, String versionId) {
        return versionId.equals(StoredObject.NULL_VERSION)
                ? nulls.getOrDefault(key, OrderedIds.NO_PLACE)
                : OrderedIds.placeOf(versionId);
    }
}
