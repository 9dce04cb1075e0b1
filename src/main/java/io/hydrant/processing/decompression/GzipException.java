package io.hydrant.processing.decompression;

/** Bytes that are not in gzip format, or hold too much. */
final class GzipException extends RuntimeException {
    private static final long serialVersionUID = 1;

    GzipException(String message) {
        super(message, null, false, false);
    }
}
