package io.hydrant.s3.embedded;

import java.io.IOException;
import java.util.List;

/**
 * Where buckets keep what they have. A bucket calls everything but {@link #stage} and {@link #join} under its own lock.
 */
interface Storage {
    /** Takes the bytes into the store, not yet under a name; may be slow. */
    Content stage(Content source) throws IOException;

    /** Puts staged {@code parts} together, in their order, not yet under a name; may be slow. The parts stay. */
    Content join(List<Content> parts) throws IOException;

    /** Throws staged bytes away. */
    void discard(Content staged);

    /** Keeps {@code object}, whose bytes are staged or shelved, as the newest version of its key. */
    StoredObject publish(Bucket bucket, StoredObject object) throws IOException;

    /** Keeps {@code object} as an older version. */
    StoredObject shelve(Bucket bucket, StoredObject object) throws IOException;

    /** Keeps the changed properties of {@code object}. */
    void update(Bucket bucket, StoredObject object) throws IOException;

    /** Forgets {@code object} and its bytes. */
    void remove(Bucket bucket, StoredObject object) throws IOException;

    /** Keeps the bucket itself and its settings. */
    void save(Bucket bucket) throws IOException;

    /** Forgets the bucket; its objects are gone already or go with it. */
    void remove(Bucket bucket) throws IOException;

    /** What was kept in an earlier run. */
    List<Bucket> load() throws IOException;
}
