package io.hydrant.service.s3.embedded.object;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a writer says about an object besides its bytes.
 *
 * @param headers what is given back with the object: lower-case names such as {@code content-type}, {@code x-amz-meta-a},
 *     {@code x-amz-storage-class}
 * @param tags key to value
 * @param parts empty unless the object was uploaded in parts
 */
public record ObjectProperties(
        Map<String, String> headers, ObjectEncryption encryption, Map<String, String> tags, List<ObjectPart> parts) {
    /** The header of the storage class; absent for STANDARD. */
    public static final String STORAGE_CLASS = "x-amz-storage-class";

    public ObjectProperties {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        parts = List.copyOf(parts);
        Objects.requireNonNull(encryption, "encryption");
    }

    /** The storage class. */
    public String storageClass() {
        return headers.getOrDefault(STORAGE_CLASS, "STANDARD");
    }

    /** These with other tags. */
    public ObjectProperties withTags(Map<String, String> other) {
        return new ObjectProperties(headers, encryption, other, parts);
    }

    /** These with the parts the object was put together from. */
    public ObjectProperties withParts(List<ObjectPart> other) {
        return new ObjectProperties(headers, encryption, tags, other);
    }
}
