package io.hydrant.service.s3.embedded.api.object;

import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.listing.VersionIds;
import io.hydrant.service.s3.embedded.object.StoredObject;

/** Finds the object that a request names. */
final class ObjectLookup {
    private ObjectLookup() {}

    /**
     * The object that {@code call} names, by its version if one is given.
     *
     * @throws AwsException {@code NoSuchKey}, {@code NoSuchVersion}, {@code InvalidArgument}, {@code MethodNotAllowed}
     */
    static StoredObject find(S3Call call, Bucket bucket) {
        return find(bucket, call.key(), call.params().get("versionId"), call.method());
    }

    /** As the other one, for any key. */
    static StoredObject find(Bucket bucket, String key, Optional<String> versionId, String method) {
        Optional<StoredObject> found;
        if (versionId.isPresent()) {
            found = bucket.version(key, versionId.get());
            if (found.isEmpty()) {
                checkVersionId(versionId.get());
                throw S3Errors.noSuchVersion(key, versionId.get());
            }
            if (found.get().deleteMarker()) {
                throw S3Errors.methodNotAllowed(method, "DeleteMarker");
            }
        } else {
            found = bucket.current(key);
        }
        return found.orElseThrow(() -> S3Errors.noSuchKey(key));
    }

    /** Refuses what was never the id of a version. */
    static void checkVersionId(String versionId) {
        if (!VersionIds.isGiven(versionId)) {
            throw S3Errors.invalidArgument("Invalid version id specified", "versionId", versionId);
        }
    }
}
