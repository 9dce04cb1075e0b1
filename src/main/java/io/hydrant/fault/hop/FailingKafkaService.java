package io.hydrant.fault.hop;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Operations;
import io.hydrant.service.kafka.KafkaFailure;
import io.hydrant.service.kafka.KafkaService;
import io.hydrant.service.kafka.KafkaTopic;
import io.hydrant.service.kafka.TopicReader;

/** A {@link KafkaService} whose readers' requests fail when a rule says so. Thread-safe as far as its target is. */
public final class FailingKafkaService implements KafkaService {
    private final KafkaService target;
    private final OutgoingCalls calls;

    public FailingKafkaService(KafkaService target, OutgoingCalls calls) {
        this.target = target;
        this.calls = calls;
    }

    /** No request yet. */
    @Override
    public TopicReader open(KafkaTopic topic) {
        return new Reader(target.open(topic), topic);
    }

    /** No request either. */
    @Override
    public Optional<String> missing() {
        return target.missing();
    }

    private final class Reader implements TopicReader {
        private final TopicReader reader;
        private final KafkaTopic topic;

        Reader(TopicReader reader, KafkaTopic topic) {
            this.reader = reader;
            this.topic = topic;
        }

        @Override
        public Set<Integer> partitions() {
            return make(Operations.METADATA, reader::partitions);
        }

        @Override
        public Map<Integer, Long> ends(Set<Integer> partitions) {
            return make(Operations.LIST_OFFSETS, () -> reader.ends(partitions));
        }

        @Override
        public Map<Integer, Long> beginnings(Set<Integer> partitions) {
            return make(Operations.LIST_OFFSETS, () -> reader.beginnings(partitions));
        }

        @Override
        public Map<Integer, Long> offsetsAt(Set<Integer> partitions, Instant instant) {
            return make(Operations.LIST_OFFSETS, () -> reader.offsetsAt(partitions, instant));
        }

        @Override
        public Polled poll(Map<Integer, Long> positions, Duration wait) {
            return make(Operations.FETCH, () -> reader.poll(positions, wait));
        }

        @Override
        public void close() {
            reader.close();
        }

        private <T> T make(String operation, Supplier<T> work) {
            return calls.watches(Hop.MSK)
                    ? calls.make(
                            new Call(
                                    Hop.MSK,
                                    Call.Maker.FIREHOSE,
                                    operation,
                                    topic.scope(),
                                    Map.of(Call.About.STREAM, topic.deliveryStream())),
                            topic.scope()
                                    .arn("firehose", "deliverystream/" + topic.deliveryStream())
                                    .toString(),
                            new ReadCall<>(work, new Failures()))
                    : work.get();
        }
    }

    /** As Kafka's client fails. */
    private static final class Failures implements ReadCall.Failures<KafkaFailure> {
        @Override
        public KafkaFailure refused(Effect.Refusal refusal) {
            return new KafkaFailure(refusal.code(), refusal.message());
        }

        @Override
        public KafkaFailure unanswered(Effect.How how) {
            return switch (how) {
                case RESET, CLOSE -> new KafkaFailure("Disconnect", "The broker has closed the connection.");
                case HANG -> new KafkaFailure("Timeout", "The broker did not answer within 30 seconds.");
            };
        }

        @Override
        public KafkaFailure stopped() {
            return new KafkaFailure("Disconnect", "Hydrant stopped waiting for the broker.");
        }
    }
}
