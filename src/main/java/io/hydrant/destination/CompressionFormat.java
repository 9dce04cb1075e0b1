package io.hydrant.destination;

/** How an object's records are compressed; the names of the API. */
public enum CompressionFormat {
    UNCOMPRESSED("UNCOMPRESSED"),
    GZIP("GZIP"),
    ZIP("ZIP"),
    SNAPPY("Snappy"),
    HADOOP_SNAPPY("HADOOP_SNAPPY");

    private final String wire;

    CompressionFormat(String wire) {
        this.wire = wire;
    }

    /** The form that the API calls {@code wire}. */
    public static CompressionFormat of(String wire) {
        for (CompressionFormat format : values()) {
            if (format.wire.equals(wire)) {
                return format;
            }
        }
        throw new IllegalArgumentException("No compression format: " + wire);
    }
}
