package io.hydrant.fault.hop;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
                            new Request<>(work))
                    : work.get();
        }
    }

    /** A request that reads. Without an answer it fails as Kafka's client does when its time is over. */
    private record Request<T>(Supplier<T> work) implements OutgoingCall<T, KafkaFailure> {
        /** How long the client of Kafka waits for a broker by default. */
        private static final Duration PATIENCE = Duration.ofSeconds(30);

        @Override
        public T make() {
            return work.get();
        }

        @Override
        public void makeUnheard() {
            try {
                T unused = work.get();
            } catch (KafkaFailure alsoUnheard) {
                return;
            }
        }

        @Override
        public T refused(Effect.Refusal refusal, String rule) {
            throw new KafkaFailure(refusal.code(), refusal.message());
        }

        @Override
        public T unanswered(Effect.How how, String rule) {
            throw switch (how) {
                case RESET, CLOSE -> new KafkaFailure("Disconnect", "The broker has closed the connection.");
                case HANG -> new KafkaFailure("Timeout", "The broker did not answer within 30 seconds.");
            };
        }

        @Override
        public T stopped() {
            throw new KafkaFailure("Disconnect", "Hydrant stopped waiting for the broker.");
        }

        @Override
        public Duration patience() {
            return PATIENCE;
        }
    }
}
