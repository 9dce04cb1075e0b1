package io.hydrant.service.s3.embedded;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where buckets keep what they have. A bucket calls everything but {@link #stage}, {@link #join} and {@link #discard} under its own
 * lock.
 */
interface Storage {
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
    Content publish(Bucket bucket, String key, Content bytes, Optional<Content> replaced) throws IOException;

    /** Puts the bytes of what was the newest version out of the way; the bytes in their new place. */
    Content shelve(Bucket bucket, Content bytes) throws IOException;

    /** Forgets bytes, wherever they lie. */
    void delete(Bucket bucket, Content bytes) throws IOException;

    /** Keeps what is said about {@code key}: its versions, newest first; none forgets it. */
    void describe(Bucket bucket, String key, List<StoredObject> versions) throws IOException;

    /** Keeps the bucket itself and its settings. */
    void save(Bucket bucket) throws IOException;

    /** Forgets the bucket with {@code all} the bytes it has. */
    void remove(Bucket bucket, List<Content> all) throws IOException;

    /** What was kept in an earlier run. */
    List<Bucket> load() throws IOException;
}
