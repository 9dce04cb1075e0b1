package io.hydrant.destination.search;

import java.util.Optional;

import io.hydrant.destination.Destination;
import io.hydrant.destination.DestinationContext;
import io.hydrant.destination.DestinationSpec;
import io.hydrant.destination.S3Bucket;
import io.hydrant.receiver.Counterparts;
import io.hydrant.record.BufferingHints;

/** A search destination as delivery needs it. */
final class SearchSpec implements DestinationSpec {
    private final SearchSettings settings;
    private final Counterparts counterparts;

    SearchSpec(SearchSettings settings, Counterparts counterparts) {
        this.settings = settings;
        this.counterparts = counterparts;
    }

    @Override
    public BufferingHints hints() {
        return settings.hints();
    }

    @Override
    public Optional<S3Bucket> backup() {
        return settings.backsUpAll() ? Optional.of(settings.bucket()) : Optional.empty();
    }

    @Override
    public S3Bucket errorBucket() {
        return settings.bucket();
    }

    @Override
    public Destination open(DestinationContext context) {
        return new SearchDestination(settings, counterparts, context);
    }
}
