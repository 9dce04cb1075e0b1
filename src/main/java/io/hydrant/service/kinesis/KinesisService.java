package io.hydrant.service.kinesis;

import java.util.List;
import java.util.Optional;

/** Kinesis Data Streams, as a source sees it. Each call throws {@link KinesisException}. Thread-safe. */
public interface KinesisService {
    /**
     * The stream, by DescribeStreamSummary.
     *
     * @throws KinesisException {@code ResourceNotFoundException} when there is none
     */
    KinesisStream describe(KinesisReader reader);

    /** All shards that still have records, parents before their children, by ListShards. */
    List<Shard> shards(KinesisReader reader);

    /** An iterator, by GetShardIterator. It expires five minutes later. */
    String iterator(KinesisReader reader, String shardId, ShardPosition from);

    /**
     * The next records of a shard, by GetRecords.
     *
     * @param limit the most records to answer, 1 to 10,000
     * @throws KinesisException {@code ExpiredIteratorException}, {@code ProvisionedThroughputExceededException} and others
     */
    ShardRecords records(KinesisReader reader, String iterator, int limit);

    /**
     * Calls {@code wake} after records were put into the stream of that ARN, after its shards have changed, and after it was made or
     * deleted. {@code wake} returns at once and may be called by any thread, once for several changes.
     *
     * @return empty if this Kinesis cannot tell, so that it has to be asked
     */
    default Optional<Watch> watch(String streamArn, Runnable wake) {
        return Optional.empty();
    }
}
