package io.hydrant.service.kinesis.embedded.api.shard;

import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;

/** What must hold before shards are changed. */
final class ProvisionedOnly {
    private ProvisionedOnly() {}

    /** Refuses an on-demand stream with {@code ValidationException}; its text is a guess. */
    static void check(String operation, StreamDescription stream) {
        if (stream.settings().onDemand()) {
            throw KinesisErrors.validation(operation + " is not supported for stream " + stream.name()
                    + " under account " + stream.scope().account() + " in the capacity mode ON_DEMAND.");
        }
    }

    /** The shard as it is now, while nothing else changes the stream; refuses one that has been closed meanwhile. */
    static StreamShard open(StreamDescription stream, StreamShard seen) {
        StreamShard shard = stream.shards().find(seen.number()).orElse(seen);
        checkOpen(shard, stream);
        return shard;
    }

    /** Refuses a closed shard with {@code InvalidArgumentException}. */
    static void checkOpen(StreamShard shard, StreamDescription stream) {
        if (!shard.isOpen()) {
            throw KinesisErrors.invalid("Shard " + shard.id() + " in stream " + stream.name() + " under account "
                    + stream.scope().account()
                    + " has already been merged or split, and thus is not eligible for merging or splitting.");
        }
    }
}
