package io.hydrant.source.msk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.hydrant.record.RecordFrames;
import io.hydrant.service.kafka.KafkaFailure;
import io.hydrant.service.kafka.KafkaTopic;
import io.hydrant.service.kafka.TopicReader;
import io.hydrant.service.kafka.TopicRecord;
import io.hydrant.source.SourceContext;
import io.hydrant.source.SourceMetric;
import io.hydrant.source.round.FailureWait;
import io.hydrant.source.round.Reading;
import io.hydrant.source.round.Round;
import io.hydrant.source.round.Round.End;
import io.hydrant.source.round.Trouble;
import io.hydrant.store.StateCell;
import org.jspecify.annotations.Nullable;

/** Reads the partitions of one topic. */
final class TopicReading implements Reading {
    /** So often a topic is polled in one round at most. */
    private static final int PASSES = 64;

    /** So often it is asked whether there are more partitions. */
    private static final Duration REFRESH = Duration.ofMinutes(1);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(250);

    /** After records have come, it is waited so long for more of them. */
    private static final Duration MORE = Duration.ofMillis(50);

    private static final int VAIN_POLLS = 20;

    private final MskMeans means;
    private final KafkaTopic topic;
    private final Optional<Instant> readFrom;
    private final SourceContext context;
    private final MskCounters counters = new MskCounters();
    private final Trouble trouble;
    private final StateCell<MskCheckpoint> checkpoint;
    private final InstantSource clock;
    private final Runnable moved;
    private final RecordFrames frames = new RecordFrames();
    private final Map<Integer, PartitionReader> partitions = new TreeMap<>();

    private @Nullable TopicReader reader;
    private Instant active = Instant.EPOCH;
    private Instant refreshed = Instant.MIN;
    private final FailureWait wait = new FailureWait(LONGEST_WAIT);
    private boolean placed;

    /** @param readFrom {@code ReadFromTimestamp}; empty for the time when the delivery stream becomes ACTIVE */
    TopicReading(SourceContext context, KafkaTopic topic, Optional<Instant> readFrom, MskMeans means, Runnable moved) {
        this.context = context;
        this.topic = topic;
        this.readFrom = readFrom;
        this.means = means;
        this.moved = moved;
        this.clock = means.rounds().clock();
        this.trouble = new Trouble(context.stream(), "MSKSourceConfiguration", topic.clusterArn(), context.reports());
        this.checkpoint =
                StateCell.of(means.store(), MskCheckpoint.keyOf(context.scope(), context.stream()), MskCheckpoint.NONE);
    }

    @Override
    public void place(Instant since) {
        active = since;
        try {
            place(true);
        } catch (KafkaFailure e) {
            failed(e);
        }
    }

    private TopicReader open() {
        TopicReader now = reader == null ? means.kafka().open(topic) : reader;
        reader = now;
        return now;
    }

    /** @param inTime whether this is the moment from which the topic is to be read if nothing else is said */
    private void place(boolean inTime) {
        TopicReader from = open();
        Set<Integer> found = from.partitions();
        Map<Integer, Long> offsets = new HashMap<>();
        Map<Integer, Long> before = checkpoint.value().offsets();
        if (!before.isEmpty()) {
            offsets.putAll(from.beginnings(found));
            offsets.putAll(before);
        } else if (readFrom.isPresent()) {
            offsets.putAll(from.offsetsAt(found, readFrom.get()));
        } else {
            offsets.putAll(
                    inTime
                            ? from.ends(found)
                            : from.offsetsAt(found, means.wall().apply(active)));
        }
        found.forEach(partition -> add(partition, offsets.getOrDefault(partition, 0L)));
        placed = true;
        succeeded();
        save();
    }

    private void add(int partition, long offset) {
        partitions.put(partition, new PartitionReader(offset, context.sink(), counters, moved));
    }

    /** New partitions are read from their beginning. */
    private void refresh() {
        TopicReader from = open();
        Set<Integer> found = from.partitions();
        Set<Integer> more = found.stream()
                .filter(partition -> !partitions.containsKey(partition))
                .collect(Collectors.toSet());
        if (!more.isEmpty()) {
            from.beginnings(more).forEach(this::add);
        }
        partitions.keySet().removeIf(partition -> !found.contains(partition));
        refreshed = clock.instant();
    }

    @Override
    public void save() {
        if (placed) {
            Map<Integer, Long> offsets = new HashMap<>();
            partitions.forEach((partition, read) -> offsets.put(partition, read.delivered()));
            MskCheckpoint now = new MskCheckpoint(offsets);
            checkpoint.update(before -> now.equals(before) ? before : now);
        }
    }

    @Override
    public Round round(boolean anyway, boolean thorough) {
        Instant now = clock.instant();
        if (!anyway && now.isBefore(wait.until())) {
            return new Round(End.FAILED, false, wait.until());
        }
        long before = counters.records();
        try {
            if (!placed) {
                place(false);
            } else if (anyway || !now.isBefore(refreshed.plus(REFRESH))) {
                refresh();
            }
            End end = poll(thorough || anyway);
            succeeded();
            return new Round(end, counters.records() > before, now.plusSeconds(1));
        } catch (KafkaFailure e) {
            if (e.code().equals(KafkaFailure.OUT_OF_RANGE) && comeIntoRange()) {
                return new Round(End.BEHIND, counters.records() > before, now);
            }
            failed(e);
            return new Round(End.FAILED, counters.records() > before, wait.until());
        }
    }

    /** @param thorough whether everything must have been read that is there now */
    private End poll(boolean thorough) {
        TopicReader from = open();
        Map<Integer, Long> ends = thorough ? from.ends(partitions.keySet()) : Map.of();
        int vain = 0;
        Duration otherwise = Duration.ZERO;
        for (int pass = 0; pass < PASSES; pass++) {
            boolean awaited = isBehind(ends);
            TopicReader.Polled polled = from.poll(positions(), awaited ? POLL : otherwise);
            if (!append(polled)) {
                counters.backpressured();
                lag(ends);
                return End.FULL;
            }
            boolean nothing = polled.records().isEmpty();
            vain = nothing ? vain + 1 : 0;
            otherwise = MORE;
            if (nothing && !isBehind(ends)) {
                lag(ends);
                return End.CAUGHT_UP;
            }
            if (vain == VAIN_POLLS) {
                throw new KafkaFailure("Timeout", "The brokers gave no record, and there are some.");
            }
        }
        lag(ends);
        return End.BEHIND;
    }

    private boolean isBehind(Map<Integer, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> {
            PartitionReader partition = partitions.get(end.getKey());
            return partition != null && partition.position() < end.getValue();
        });
    }

    private void lag(Map<Integer, Long> ends) {
        if (!ends.isEmpty()) {
            counters.lag(partitions.entrySet().stream()
                    .mapToLong(read -> Math.max(
                            0,
                            ends.getOrDefault(read.getKey(), 0L)
                                    - read.getValue().position()))
                    .max()
                    .orElse(0));
        }
    }

    private Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new HashMap<>();
        partitions.forEach((partition, read) -> positions.put(partition, read.position()));
        return positions;
    }

    private boolean append(TopicReader.Polled polled) {
        Map<Integer, List<TopicRecord>> byPartition = polled.records().stream()
                .collect(Collectors.groupingBy(TopicRecord::partition, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<Integer, List<TopicRecord>> read : byPartition.entrySet()) {
            PartitionReader partition = partitions.get(read.getKey());
            if (partition != null && !partition.append(read.getValue(), frames)) {
                return false;
            }
        }
        polled.next().forEach((number, next) -> {
            PartitionReader partition = partitions.get(number);
            if (partition != null) {
                partition.skipTo(next);
            }
        });
        return true;
    }

    /** Kafka has dropped records before they were read, or the topic was made anew: what is there is read. */
    private boolean comeIntoRange() {
        try {
            TopicReader from = open();
            Map<Integer, Long> beginnings = from.beginnings(partitions.keySet());
            Map<Integer, Long> ends = from.ends(partitions.keySet());
            partitions.forEach((number, partition) -> {
                long beginning = beginnings.getOrDefault(number, 0L);
                if (partition.position() < beginning || partition.position() > ends.getOrDefault(number, 0L)) {
                    partition.skipTo(beginning);
                }
            });
            trouble.replaced();
            return true;
        } catch (KafkaFailure e) {
            return false;
        }
    }

    private void succeeded() {
        wait.over();
        trouble.over();
    }

    /** The client is made anew the next time, because another address may stand for the cluster by then. */
    private void failed(KafkaFailure failure) {
        wait.failed(clock.instant());
        trouble.happened(failure.code(), String.valueOf(failure.getMessage()));
        close();
    }

    @Override
    public void forget() {
        checkpoint.remove();
    }

    @Override
    public List<String> warnings() {
        return trouble.warnings();
    }

    @Override
    public Map<SourceMetric, Double> metrics() {
        return counters.values();
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
