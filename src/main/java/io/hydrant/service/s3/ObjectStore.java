package io.hydrant.service.s3;

/** A store of objects in buckets, as delivery sees it. Implementations are safe for use by several threads. */
public interface ObjectStore {
    /**
     * Writes {@code object} whole, or not at all; one of the same key is replaced, or kept as an older version where the
     * bucket is versioned.
     *
     * @throws S3Exception {@code NoSuchBucket} 404, {@code KeyTooLongError} 400, or whatever else the store answers
     */
    void put(NewObject object);
}
