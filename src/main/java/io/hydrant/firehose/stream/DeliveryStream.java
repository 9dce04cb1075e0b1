package io.hydrant.firehose.stream;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.hydrant.aws.Scope;
import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.firehose.encryption.FailureDescription;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;

/**
 * A delivery stream as DescribeDeliveryStream shows it, but for its encryption. A value.
 *
 * @param version {@code VersionId}: starts at 1, plus one per effective UpdateDestination
 * @param updated {@code LastUpdateTimestamp}: empty until the first update
 * @param active since when it is ACTIVE: where its source begins to be read; empty before that
 * @param tags ordered by key
 * @param warnings what the configuration asks for and Hydrant does not carry out
 */
public record DeliveryStream(
        Scope scope,
        String name,
        StreamStatus status,
        Optional<FailureDescription> failure,
        SourceConfiguration source,
        DestinationConfiguration destination,
        long version,
        Instant created,
        Optional<Instant> updated,
        Optional<Instant> active,
        SortedMap<String, String> tags,
        List<String> warnings) {
    /** The one destination's id. */
    public static final String DESTINATION_ID = "destinationId-000000000001";

    /** Delivery streams in a store. */
    static final StateKind<DeliveryStream> KIND = new StateKind<>("firehose.stream", DeliveryStream.class);

    public DeliveryStream {
        tags = tags.isEmpty() ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        warnings = List.copyOf(warnings);
    }

    /** What finds the stream of that name in a store. */
    static StateKey<DeliveryStream> keyOf(Scope scope, String name) {
        return KIND.key(scope, name);
    }

    /** The stream's ARN. */
    public String arn() {
        return scope.arn("firehose", "deliverystream/" + name).toString();
    }

    /** This stream in another status; a failure goes with the two failed ones. */
    public DeliveryStream withStatus(StreamStatus next, Optional<FailureDescription> why) {
        return new DeliveryStream(
                scope, name, next, why, source, destination, version, created, updated, active, tags, warnings);
    }

    /** This stream, ACTIVE since {@code since}. */
    DeliveryStream activeSince(Instant since) {
        return new DeliveryStream(
                scope,
                name,
                StreamStatus.ACTIVE,
                Optional.empty(),
                source,
                destination,
                version,
                created,
                updated,
                Optional.of(since),
                tags,
                warnings);
    }

    /** This stream with other tags. */
    public DeliveryStream withTags(Map<String, String> next) {
        return new DeliveryStream(
                scope,
                name,
                status,
                failure,
                source,
                destination,
                version,
                created,
                updated,
                active,
                new TreeMap<>(next),
                warnings);
    }

    /** This stream with another destination: the next version. */
    public DeliveryStream withDestination(DestinationConfiguration next, List<String> nextWarnings, Instant now) {
        return new DeliveryStream(
                scope,
                name,
                status,
                failure,
                source,
                next,
                version + 1,
                created,
                Optional.of(now),
                active,
                tags,
                nextWarnings);
    }
}
