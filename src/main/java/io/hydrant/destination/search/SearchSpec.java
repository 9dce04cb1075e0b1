package io.hydrant.destination.search;

import io.hydrant.destination.BackedUpSpec;
import io.hydrant.destination.Destination;
import io.hydrant.destination.DestinationContext;
import io.hydrant.receiver.Counterparts;

/** A search destination as delivery needs it. */
final class SearchSpec extends BackedUpSpec {
    private final SearchSettings settings;
    private final Counterparts counterparts;

    SearchSpec(SearchSettings settings, Counterparts counterparts) {
        super(settings);
        this.settings = settings;
        this.counterparts = counterparts;
    }

    @Override
    public Destination open(DestinationContext context) {
        return new SearchDestination(settings, counterparts, context);
    }
}
