package io.hydrant.service.s3.embedded.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.service.s3.embedded.listing.OrderedIds;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.Hash;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.storage.BucketPlace;
import io.hydrant.service.s3.embedded.storage.Storage;

/**
 * The last uploads of one bucket that were completed, so that a client may send its last request again. An upload is forgotten
 * when its object is replaced or deleted. Thread-safe.
 */
final class CompletedUploads {
    private static final int MOST = 1000;

    private final BucketPlace place;
    private final UploadTarget target;
    private final Storage storage;

    @GuardedBy("this")
    private final Map<String, Made> uploads = new LinkedHashMap<>();

    CompletedUploads(BucketPlace place, UploadTarget target, Storage storage) {
        this.place = place;
        this.target = target;
        this.storage = storage;
    }

    /** Takes those of an earlier run. */
    synchronized void restore(Map<String, Map<String, String>> said) {
        List<String> ids = new ArrayList<>(said.keySet());
        ids.sort(Comparator.comparing(OrderedIds::placeOf));
        for (String id : ids) {
            uploads.put(id, Made.of(said.getOrDefault(id, Map.of())));
        }
    }

    /**
     * Distinguishes the object of an upload from a later one, without its bytes.
     *
     * @param parts a digest of the parts that it was made of
     */
    private record Made(String key, String versionId, Instant lastModified, String etag, String parts) {
        static Made of(Map<String, String> said) {
            return new Made(
                    said.getOrDefault("key", ""),
                    said.getOrDefault("versionId", ""),
                    Instant.parse(said.getOrDefault("lastModified", Instant.EPOCH.toString())),
                    said.getOrDefault("etag", ""),
                    said.getOrDefault("parts", ""));
        }

        Map<String, String> said() {
            return Map.of(
                    "key", key,
                    "versionId", versionId,
                    "lastModified", lastModified.toString(),
                    "etag", etag,
                    "parts", parts);
        }

        boolean is(StoredObject object) {
            return object.lastModified().equals(lastModified)
                    && object.digests().etag().equals(etag);
        }
    }

    /** Keeps the upload {@code id} in mind, and forgets the eldest of too many. */
    synchronized void add(String id, List<Uploads.Named> named, StoredObject object) {
        if (uploads.size() == MOST) {
            remove(uploads.keySet().iterator().next());
        }
        Made made = new Made(
                object.key(),
                object.versionId(),
                object.lastModified(),
                object.digests().etag(),
                digest(named));
        uploads.put(id, made);
        store(id, made.said());
    }

    private void store(String id, Map<String, String> said) {
        try {
            storage.keepCompleted(place, id, said);
        } catch (IOException e) {
            throw new UncheckedIOException("A completed upload cannot be noted", e);
        }
    }

    /** Whether the upload {@code id} was completed with these parts; AWS forgets about it for others. */
    boolean isOf(String id, List<Uploads.Named> named) {
        return get(id).filter(made -> made.parts().equals(digest(named))).isPresent();
    }

    /** The object that the upload {@code id} made, while it is there. */
    Optional<StoredObject> find(String key, String id) {
        Optional<Made> made = get(id).filter(upload -> upload.key().equals(key));
        Optional<StoredObject> object =
                made.flatMap(upload -> target.version(key, upload.versionId()).filter(upload::is));
        if (made.isPresent() && object.isEmpty()) {
            remove(id);
        }
        return object;
    }

    synchronized void clear() {
        uploads.clear();
    }

    private static String digest(List<Uploads.Named> named) {
        Hash hash = ChecksumAlgorithm.SHA256.start();
        for (Uploads.Named part : named) {
            byte[] text = (part.number() + ":" + part.bareEtag() + "\n").getBytes(StandardCharsets.UTF_8);
            hash.update(text, 0, text.length);
        }
        return HexFormat.of().formatHex(hash.value());
    }

    private synchronized Optional<Made> get(String id) {
        return Optional.ofNullable(uploads.get(id));
    }

    private synchronized void remove(String id) {
        uploads.remove(id);
        store(id, Map.of());
    }
}
