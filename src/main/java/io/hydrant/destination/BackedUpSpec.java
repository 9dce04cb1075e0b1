package io.hydrant.destination;

import java.util.Optional;

import io.hydrant.record.BufferingHints;

/** A destination with a bucket beside it, which takes all records or those that the destination does not. */
public abstract class BackedUpSpec implements DestinationSpec {
    private final Settings settings;

    protected BackedUpSpec(Settings settings) {
        this.settings = settings;
    }

    /** What the configuration says of it. */
    public interface Settings {
        /** When a buffer is delivered. */
        BufferingHints hints();

        /** Where undeliverable records go. */
        S3Bucket bucket();

        /** Whether all records go there as well. */
        boolean backsUpAll();
    }

    @Override
    public final BufferingHints hints() {
        return settings.hints();
    }

    @Override
    public final Optional<S3Bucket> backup() {
        return settings.backsUpAll() ? Optional.of(settings.bucket()) : Optional.empty();
    }

    @Override
    public final S3Bucket errorBucket() {
        return settings.bucket();
    }
}
