package io.hydrant.source;

import io.hydrant.aws.Region;

/** Makes the source of a stream. Thread-safe. */
@FunctionalInterface
public interface SourceOpener {
    /** The source of a stream in {@code region}, whose records go to {@code sink}; nothing is read yet. */
    Source open(SourceKind kind, Region region, RecordSink sink);
}
