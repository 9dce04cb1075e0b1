package io.hydrant.service.s3.embedded.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.StoredObject;

/**
 * Where buckets keep what they have. A bucket calls everything but {@link #stage}, {@link #join} and {@link #discard} under its own
 * lock.
 */
public interface Storage {
    /** The memory for objects. */
    default ObjectRoom room() {
        return ObjectRoom.UNBOUNDED;
    }

    /** Takes the bytes into the store, not yet under a name; may be slow. */
    Content stage(Content source) throws IOException;

    /**
     * Puts staged {@code parts} together, in their order, not yet under a name; may be slow. The parts stay. In memory the bytes
     * are those of the parts, and do not count until the parts are discarded.
     */
    Content join(List<Content> parts) throws IOException;

    /** Throws staged bytes away. */
    void discard(Content staged);

    /**
     * Puts staged or shelved bytes where the newest version of {@code key} lies, in one step.
     *
     * @param replaced the bytes that are not needed any more
     * @return the bytes in their new place
     */
    Content publish(BucketPlace bucket, String key, Content bytes, Optional<Content> replaced) throws IOException;

    /** Puts the bytes of what was the newest version out of the way; the bytes in their new place. */
    Content shelve(BucketPlace bucket, Content bytes) throws IOException;

    /** Forgets bytes, wherever they lie. */
    void delete(BucketPlace bucket, Content bytes) throws IOException;

    /** Keeps what is said about {@code key}: its versions, newest first; none forgets it. */
    void describe(BucketPlace bucket, String key, List<StoredObject> versions) throws IOException;

    /** Keeps the bucket itself and its settings. */
    void save(KeptBucket bucket) throws IOException;

    /** Forgets the bucket with {@code all} the bytes it has. */
    void remove(BucketPlace bucket, List<Content> all) throws IOException;

    /** What was kept in an earlier run. */
    List<LoadedBucket> load() throws IOException;
}
