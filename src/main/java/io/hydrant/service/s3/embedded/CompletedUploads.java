package io.hydrant.service.s3.embedded;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last uploads of one bucket that were completed, so that a client may send its last request again. An upload is forgotten
 * when its object is replaced or deleted. Thread-safe.
 */
final class CompletedUploads {
    private static final int MOST = 1000;

    private final Bucket bucket;
    private final Map<String, Made> uploads = new LinkedHashMap<>();

    CompletedUploads(Bucket bucket) {
        this.bucket = bucket;
    }

    /** What tells the object of an upload from a later one, without its bytes. */
    private record Made(String key, String versionId, Instant lastModified, String etag) {
        boolean is(StoredObject object) {
            return object.lastModified().equals(lastModified)
                    && object.digests().etag().equals(etag);
        }
    }

    /** Keeps the upload {@code id} in mind, and forgets the eldest of too many. */
    synchronized void add(String id, StoredObject object) {
        if (uploads.size() == MOST) {
            uploads.remove(uploads.keySet().iterator().next());
        }
        uploads.put(
                id,
                new Made(
                        object.key(),
                        object.versionId(),
                        object.lastModified(),
                        object.digests().etag()));
    }

    /** The object that the upload {@code id} made, while it is there. */
    Optional<StoredObject> find(String key, String id) {
        Optional<Made> made = get(id).filter(upload -> upload.key().equals(key));
        Optional<StoredObject> object =
                made.flatMap(upload -> bucket.version(key, upload.versionId()).filter(upload::is));
        if (made.isPresent() && object.isEmpty()) {
            remove(id);
        }
        return object;
    }

    synchronized void clear() {
        uploads.clear();
    }

    private synchronized Optional<Made> get(String id) {
        return Optional.ofNullable(uploads.get(id));
    }

    private synchronized void remove(String id) {
        uploads.remove(id);
    }
}
