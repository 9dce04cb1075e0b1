package io.hydrant.service.s3.embedded.object;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One version of an object, or a delete marker.
 *
 * @param versionId {@link #NULL_VERSION} for what was written while the bucket was not versioned
 * @param deleteMarker whether this stands for an absence; it has no bytes then
 */
public record StoredObject(
        String key,
        String versionId,
        Instant lastModified,
        boolean deleteMarker,
        Content content,
        Digests digests,
        ObjectProperties properties) {
    /** The id of a version that was written without versioning. */
    public static final String NULL_VERSION = "null";

    public StoredObject {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(versionId, "versionId");
        Objects.requireNonNull(lastModified, "lastModified");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(digests, "digests");
        Objects.requireNonNull(properties, "properties");
    }

    /** The marker that {@code key} was deleted at {@code time}. */
    public static StoredObject deleteMarker(String key, String versionId, Instant time) {
        Content nothing = MemoryContent.of(new byte[0]);
        ObjectProperties properties = new ObjectProperties(Map.of(), ObjectEncryption.AES256, Map.of(), List.of());
        return new StoredObject(key, versionId, time, true, nothing, Digests.unknown(nothing), properties);
    }

    /** The number of bytes. */
    public long length() {
        return content.length();
    }

    /** The entity tag in its quotation marks; computes it when first asked. */
    public String quotedEtag() {
        return '"' + digests.etag() + '"';
    }

    /** This with its bytes in another place. */
    public StoredObject at(Content place) {
        Digests same = digests.at(place, Optional.empty());
        return new StoredObject(key, versionId, lastModified, deleteMarker, place, same, properties);
    }

    /** This with other properties. */
    public StoredObject with(ObjectProperties other) {
        return new StoredObject(key, versionId, lastModified, deleteMarker, content, digests, other);
    }
}
