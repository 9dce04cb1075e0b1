package io.hydrant.service.kinesis.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.hydrant.aws.Caller;
import io.hydrant.aws.Scope;
import io.hydrant.service.kinesis.embedded.shard.ShardIterator;
import io.hydrant.service.kinesis.embedded.shard.ShardLog;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.SequenceNumber;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;

/** The reading of shards by iterators. Thread-safe. */
public final class ShardReads {
    private static final Duration ITERATOR_LIFE = Duration.ofMinutes(5);
    private static final Pattern SHARD_ID = Pattern.compile("(?:[^-]*-)?0*(\\d{1,10})(?:-.*)?");

    private final EmbeddedKinesis kinesis;

    public ShardReads(EmbeddedKinesis kinesis) {
        this.kinesis = kinesis;
    }

    /**
     * Where a reading begins.
     *
     * @param type as AWS spells it, such as {@code TRIM_HORIZON}
     */
    public record Start(String type, Optional<String> sequenceNumber, Optional<Instant> timestamp) {}

    /**
     * What a read has brought.
     *
     * @param next the following iterator; empty when a closed shard has been read to its end
     * @param children the shards that go on then
     */
    public record Page(StreamShard shard, ShardLog.Read read, Optional<String> next, List<StreamShard> children) {
        public Page {
            children = List.copyOf(children);
        }
    }

    /**
     * The shard of that id.
     *
     * @throws io.hydrant.aws.AwsException {@code ResourceNotFoundException}, with the text of reads or of changes
     */
    public static StreamShard shard(StreamDescription stream, String id, boolean toRead) {
        Optional<Integer> number = number(id);
        if (number.isEmpty()) {
            throw KinesisErrors.shardNotFound(id, stream);
        }
        String name = StreamShard.id(number.get());
        return stream.shards()
                .find(number.get())
                .orElseThrow(() ->
                        toRead ? KinesisErrors.shardMissing(name, stream) : KinesisErrors.shardNotFound(name, stream));
    }

    /** The number in a shard's id, of which only the digits count; empty for a text of another form. */
    public static Optional<Integer> number(String id) {
        var matcher = SHARD_ID.matcher(id);
        return matcher.matches()
                ? Optional.of(Long.parseLong(matcher.group(1)))
                        .filter(number -> number <= Integer.MAX_VALUE)
                        .map(Long::intValue)
                : Optional.empty();
    }

    /**
     * A new iterator.
     *
     * @throws io.hydrant.aws.AwsException {@code ResourceNotFoundException}, {@code InvalidArgumentException}
     */
    public String iterator(DataStream stream, String shardId, Start start) {
        StreamDescription description = stream.description();
        StreamShard shard = shard(description, shardId, true);
        return token(description, shard, place(stream, description, shard, start));
    }

    private long place(DataStream stream, StreamDescription description, StreamShard shard, Start start) {
        String type = start.type();
        if (type.equals("AT_TIMESTAMP")) {
            return stream.log(shard).placeAt(timestamp(start).toEpochMilli());
        }
        boolean bySequence = type.endsWith("SEQUENCE_NUMBER");
        if (bySequence != start.sequenceNumber().isPresent()) {
            throw KinesisErrors.invalid("Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and"
                    + " StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber."
                    + " Request specified " + type
                    + (bySequence ? " and no StartingSequenceNumber." : " and also a StartingSequenceNumber."));
        }
        if (!bySequence) {
            return type.equals("LATEST") ? stream.log(shard).end() : 0;
        }
        SequenceNumber number =
                sequence(description, shard, start.sequenceNumber().orElseThrow());
        boolean after = type.equals("AFTER_SEQUENCE_NUMBER") && number.place() != SequenceNumber.END;
        return number.place() + (after ? 1 : 0);
    }

    private Instant timestamp(Start start) {
        Instant now = kinesis.now();
        Instant timestamp = start.timestamp()
                .orElseThrow(() -> KinesisErrors.invalid("Must specify timestampInMillis parameter for iterator of type"
                        + " AT_TIMESTAMP. Current request has no timestamp parameter."));
        if (timestamp.isAfter(now)) {
            throw KinesisErrors.invalid("The timestampInMillis parameter cannot be greater than the"
                    + " currentTimestampInMillis. timestampInMillis: " + timestamp.toEpochMilli()
                    + ", currentTimestampInMillis: " + now.toEpochMilli());
        }
        return timestamp;
    }

    private static SequenceNumber sequence(StreamDescription stream, StreamShard shard, String given) {
        String used = "StartingSequenceNumber " + given + " used in GetShardIterator on shard " + shard.id()
                + " in stream " + stream.name() + " under account "
                + stream.scope().account() + " is invalid";
        SequenceNumber number = SequenceNumber.parse(given).orElseThrow(() -> KinesisErrors.invalid(used + '.'));
        if (number.shard() != shard.number()) {
            throw KinesisErrors.invalid("Invalid StartingSequenceNumber. It encodes " + StreamShard.id(number.shard())
                    + ", while it was used in a call to a shard with " + shard.id());
        }
        if (number.shardCreated() != shard.second()) {
            throw KinesisErrors.invalid(used + " because it did not come from this stream.");
        }
        return number;
    }

    /**
     * The records at an iterator.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidArgumentException}, {@code ExpiredIteratorException}, {@code
     *     ResourceNotFoundException} or as {@link DataStream#read} says
     */
    public Page records(Caller caller, String token, int limit) {
        ShardIterator iterator = kinesis.tokens().iterator(token).orElseThrow(KinesisErrors::invalidIterator);
        Instant now = kinesis.now();
        if (Duration.between(iterator.created(), now).compareTo(ITERATOR_LIFE) > 0) {
            throw KinesisErrors.expiredIterator(iterator.created(), now);
        }
        Scope scope = iterator.scope();
        DataStream stream = kinesis.stream(scope, iterator.stream());
        StreamDescription description = stream.description();
        if (!description.created().equals(iterator.streamCreated())) {
            throw KinesisErrors.streamNotFound(iterator.stream(), scope.account());
        }
        StreamShard shard = shard(description, StreamShard.id(iterator.shard()), true);
        ShardLog.Read read = stream.read(caller, shard, iterator.place(), limit);
        return read.atEnd()
                ? new Page(shard, read, Optional.empty(), childrenOf(stream, shard))
                : new Page(shard, read, Optional.of(token(description, shard, read.next())), List.of());
    }

    /** Asked after the read: the shard may have ended meanwhile. */
    private static List<StreamShard> childrenOf(DataStream stream, StreamShard shard) {
        return stream.description().shards().childrenOf(shard.number());
    }

    private String token(StreamDescription stream, StreamShard shard, long place) {
        return kinesis.tokens()
                .write(new ShardIterator(
                        stream.scope(), stream.name(), stream.created(), shard.number(), place, kinesis.now()));
    }
}
