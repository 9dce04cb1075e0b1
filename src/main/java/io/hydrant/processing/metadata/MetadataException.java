package io.hydrant.processing.metadata;

/** A record without the partition keys that a query should find. */
final class MetadataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MetadataException(String message) {
        super(message, null, false, false);
    }
}
