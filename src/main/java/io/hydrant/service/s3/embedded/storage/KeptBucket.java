package io.hydrant.service.s3.embedded.storage;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.hydrant.service.s3.embedded.document.SettingDocument;
import io.hydrant.service.s3.embedded.object.Versioning;

/**
 * What a storage keeps of a bucket besides its objects.
 *
 * @param settings documents by the name of the configuration
 */
public record KeptBucket(
        BucketPlace place, Instant created, Versioning versioning, Map<String, SettingDocument> settings) {
    public KeptBucket {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(versioning, "versioning");
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }
}
