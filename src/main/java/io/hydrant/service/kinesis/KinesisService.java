package io.hydrant.service.kinesis;

import java.util.List;

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
}
