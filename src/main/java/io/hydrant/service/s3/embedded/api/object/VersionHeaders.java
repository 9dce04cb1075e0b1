package io.hydrant.service.s3.embedded.api.object;

import java.util.Map;

import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.Versioning;

/** What headers say about the version of an object. */
final class VersionHeaders {
    static final String VERSION_ID = "x-amz-version-id";
    static final String DELETE_MARKER = "x-amz-delete-marker";

    private VersionHeaders() {}

    /** The version's id; nothing in a bucket that never had versions. */
    static Map<String, String> of(StoredObject object, Bucket bucket) {
        return bucket.versioning() == Versioning.OFF ? Map.of() : Map.of(VERSION_ID, object.versionId());
    }
}
