package io.hydrant.service.s3.embedded.storage;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.StoredObject;

/**
 * Where buckets keep what they have. A bucket calls everything but {@link #stage}, {@link #join}, {@link #discard} and what is about
 * uploads under its own lock.
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
     * Keeps {@code versions} of {@code key}, newest first; none forgets it. The bytes of the newest come to lie where a reader of the
     * storage looks for the key, those of the others out of the way. A kill leaves what was before, or all of it.
     *
     * @param gone bytes that are not needed any more
     * @return the versions with their bytes in their new places
     */
    List<StoredObject> keep(BucketPlace bucket, String key, List<StoredObject> versions, List<Content> gone)
            throws IOException;

    /** Keeps what is said about an upload, without its parts. */
    void keepUpload(BucketPlace bucket, KeptUpload upload) throws IOException;

    /** Keeps a part, whose bytes are staged, in place of one of the same number; its bytes in their new place. */
    Content keepPart(BucketPlace bucket, String upload, KeptPart part) throws IOException;

    /** Forgets an upload and its parts, whose bytes are to be discarded. */
    void forgetUpload(BucketPlace bucket, String upload) throws IOException;

    /** Keeps what is said about a completed upload; nothing forgets it. */
    void keepCompleted(BucketPlace bucket, String upload, Map<String, String> said) throws IOException;

    /** Keeps the bucket itself and its settings. */
    void save(KeptBucket bucket) throws IOException;

    /** Forgets the bucket with {@code all} the bytes it has. */
    void remove(BucketPlace bucket, List<Content> all) throws IOException;

    /** What was kept in an earlier run. */
    List<LoadedBucket> load() throws IOException;
}
