package io.hydrant.service.s3.embedded.upload;

import java.util.Optional;

import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.WriteCondition;

/** Where the object of a completed upload goes: the bucket, as its uploads see it. */
public interface UploadTarget {
    /**
     * Lets an upload for {@code key} begin.
     *
     * @throws io.hydrant.aws.AwsException {@code NoSuchBucket} when the bucket was deleted meanwhile, {@code KeyTooLongError}
     */
    void checkWritable(String key);

    /** Writes an object whose bytes are staged already; they are thrown away when the write is refused. */
    StoredObject putStaged(
            String key, Content staged, Digests digests, ObjectProperties properties, WriteCondition condition);

    /** A version of {@code key} by its id. */
    Optional<StoredObject> version(String key, String versionId);
}
