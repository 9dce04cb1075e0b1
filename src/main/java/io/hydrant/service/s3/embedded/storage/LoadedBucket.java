package io.hydrant.service.s3.embedded.storage;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.hydrant.service.s3.embedded.object.StoredObject;

/**
 * A bucket of an earlier run.
 *
 * @param objects the versions of each key, newest first; never an empty list
 * @param uploads those under way
 * @param completed what is said about completed uploads, by their ids
 */
public record LoadedBucket(
        KeptBucket bucket,
        Map<String, List<StoredObject>> objects,
        List<KeptUpload> uploads,
        Map<String, Map<String, String>> completed) {
    public LoadedBucket {
        Objects.requireNonNull(bucket, "bucket");
        objects = Map.copyOf(objects);
        uploads = List.copyOf(uploads);
        completed = Map.copyOf(completed);
    }
}
