package io.hydrant.source.directput;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

import io.hydrant.aws.Region;
import io.hydrant.source.Source;
import io.hydrant.source.SourceContext;
import io.hydrant.source.SourceKind;
import io.hydrant.source.SourceType;
import io.hydrant.source.Throughput;

/** The source of streams that take puts. */
public final class DirectPutType implements SourceType {
    private final InstantSource clock;
    private final Function<Region, Optional<Throughput>> quotas;

    /**
     * @param quotas the quota of each stream in a Region; empty for any number of puts
     */
    public DirectPutType(InstantSource clock, Function<Region, Optional<Throughput>> quotas) {
        this.clock = clock;
        this.quotas = quotas;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.DirectPut;
    }

    @Override
    public Source open(SourceContext context) {
        return new DirectPut(context.sink(), clock, quotas.apply(context.scope().region()));
    }
}
