package io.hydrant.service.kafka.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.hydrant.service.kafka.KafkaFailure;
import io.hydrant.service.kafka.KafkaTopic;
import io.hydrant.service.kafka.TopicReader;
import io.hydrant.service.kafka.TopicRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One topic, read by Kafka's client with assigned partitions. Without a group no thread goes on beside the calls, and nobody needs the
 * right to change one.
 */
final class ConsumedTopic implements TopicReader {
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param client bootstrap servers, and what else its file says */
    ConsumedTopic(KafkaTopic read, Properties client) {
        this.topic = read.topic();
        Properties all = new Properties();
        all.setProperty("default.api.timeout.ms", "5000");
        all.setProperty("request.timeout.ms", "4000");
        all.setProperty("fetch.max.wait.ms", "50"); // a question after the ends waits behind a fetch
        all.setProperty("reconnect.backoff.max.ms", "1000");
        all.setProperty("metadata.max.age.ms", "30000");
        all.setProperty("isolation.level", "read_committed"); // a guess; AWS does not say
        all.setProperty("fetch.max.bytes", Integer.toString(8 << 20));
        all.setProperty("max.partition.fetch.bytes", Integer.toString(2 << 20));
        all.setProperty("max.poll.records", "20000");
        all.setProperty("enable.metrics.push", "false");
        all.setProperty("metric.reporters", "");
        all.putAll(client);
        all.setProperty("client.id", "hydrant-" + read.deliveryStream());
        all.setProperty("enable.auto.commit", "false");
        all.setProperty("allow.auto.create.topics", "false");
        all.setProperty("auto.offset.reset", "none");
        all.remove("group.id");
        this.consumer = call(() -> new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    @Override
    public Set<Integer> partitions() {
        // What is asked of one topic may be answered from memory, and lacks partitions that are new.
        List<PartitionInfo> infos = call(() -> consumer.listTopics().get(topic));
        if (infos == null || infos.isEmpty()) {
            throw new KafkaFailure("UnknownTopicOrPartition", "There is no topic " + topic + '.');
        }
        return infos.stream().map(PartitionInfo::partition).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Map<Integer, Long> ends(Set<Integer> partitions) {
        return byPartition(call(() -> consumer.endOffsets(named(partitions))));
    }

    @Override
    public Map<Integer, Long> beginnings(Set<Integer> partitions) {
        return byPartition(call(() -> consumer.beginningOffsets(named(partitions))));
    }

    @Override
    public Map<Integer, Long> offsetsAt(Set<Integer> partitions, Instant instant) {
        Map<TopicPartition, Long> asked = new HashMap<>();
        named(partitions).forEach(partition -> asked.put(partition, Math.max(0, instant.toEpochMilli())));
        Map<Integer, Long> offsets = new HashMap<>(ends(partitions));
        Map<TopicPartition, OffsetAndTimestamp> found = call(() -> consumer.offsetsForTimes(asked));
        found.forEach((partition, offset) -> {
            if (offset != null) {
                offsets.put(partition.partition(), offset.offset());
            }
        });
        return offsets;
    }

    @Override
    public Polled poll(Map<Integer, Long> positions, Duration wait) {
        return call(() -> {
            seek(positions);
            List<TopicRecord> records = new ArrayList<>();
            consumer.poll(wait).forEach(record -> records.add(record(record)));
            Map<Integer, Long> next = new HashMap<>();
            for (TopicPartition partition : consumer.assignment()) {
                next.put(partition.partition(), consumer.position(partition));
            }
            return new Polled(records, next);
        });
    }

    /** The client keeps what it has fetched beyond, as long as no other place is read. */
    private void seek(Map<Integer, Long> positions) {
        Set<TopicPartition> wanted = named(positions.keySet());
        Set<TopicPartition> before = consumer.assignment();
        if (!wanted.equals(before)) {
            consumer.assign(wanted);
        }
        for (TopicPartition partition : wanted) {
            long position = Objects.requireNonNull(positions.get(partition.partition()));
            if (!before.contains(partition) || consumer.position(partition) != position) {
                consumer.seek(partition, position);
            }
        }
    }

    private static TopicRecord record(ConsumerRecord<byte[], byte[]> record) {
        return new TopicRecord(
                record.partition(), record.offset(), record.timestamp(), Optional.ofNullable(record.value()));
    }

    private Set<TopicPartition> named(Set<Integer> partitions) {
        return partitions.stream()
                .map(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toSet());
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> byNumber = new HashMap<>();
        offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
        return byNumber;
    }

    private static <T> T call(Supplier<T> body) {
        try {
            return body.get();
        } catch (KafkaException e) {
            String code = e.getClass().getSimpleName().replaceFirst("Exception$", "");
            KafkaFailure failure = new KafkaFailure(code, sentence(e));
            failure.initCause(e);
            throw failure;
        }
    }

    private static String sentence(KafkaException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == e ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + root.getMessage();
    }

    @Override
    public void close() {
        try {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSING));
        } catch (KafkaException e) {
            // Nothing was to be kept.
        }
    }
}
