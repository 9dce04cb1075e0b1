package io.hydrant.it;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.hydrant.Hydrant;
import io.hydrant.support.KinesisLocal;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.firehose.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.waiters.KinesisWaiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Another Hydrant, and kinesis-mock, are the Kinesis that {@code HYDRANT_KINESIS_ENDPOINT} names. */
class RemoteKinesisIT {
    private static final String IN = "arn:aws:kinesis:us-east-1:000000000000:stream/in";

    /** A Hydrant that reads another Kinesis, with its clients. */
    private static final class Reader implements AutoCloseable {
        private final Hydrant hydrant;
        private final ClientsOf clients;

        Reader(URI kinesis) {
            hydrant = Hydrant.start(Map.of("HYDRANT_KINESIS_ENDPOINT", kinesis.toString()));
            hydrant.control().freeze(true);
            clients = ClientsOf.defaults(hydrant);
        }

        KinesisStream stream(String name) {
            return new KinesisStream(clients, name);
        }

        @Override
        public void close() {
            clients.close();
            hydrant.close();
        }
    }

    private static void put(KinesisClient kinesis, String key, String data) {
        kinesis.putRecord(r -> r.streamName("in").partitionKey(key).data(SdkBytes.fromUtf8String(data)));
    }

    /** Asks often; a waiter asks every ten seconds by itself. */
    private static void awaitActive(KinesisClient kinesis) {
        try (KinesisWaiter often = KinesisWaiter.builder()
                .client(kinesis)
                .overrideConfiguration(c -> c.maxAttempts(1200)
                        .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(50))))
                .build()) {
            var unused = often.waitUntilStreamExists(r -> r.streamName("in"));
        }
    }

    @Test
    void recordsOfAnotherKinesisAreReadEachSecondAndByAFlush() {
        try (Hydrant other = Hydrant.start();
                ClientsOf others = ClientsOf.defaults(other);
                KinesisClient kinesis = others.kinesis();
                Reader reader = new Reader(other.endpoint())) {
            kinesis.createStream(r -> r.streamName("in").shardCount(2));
            put(kinesis, "a", "before ");
            KinesisStream orders = reader.stream("orders").create(IN);

            put(kinesis, "a", "one ");
            reader.hydrant.control().advance(Duration.ofSeconds(400));
            assertThat(orders.all()).isEqualTo("one ");
            put(kinesis, "a", "two ");
            kinesis.updateShardCount(r -> r.streamName("in").targetShardCount(4).scalingType("UNIFORM_SCALING"));
            put(kinesis, "a", "three ");
            reader.hydrant.control().flush("orders");

            assertThat(orders.all()).isEqualTo("one two three ");
        }
    }

    @Test
    void aMoveOfADayAsksAnotherKinesisNowAndThen() {
        try (Hydrant other = Hydrant.start();
                ClientsOf others = ClientsOf.defaults(other);
                KinesisClient kinesis = others.kinesis();
                Reader reader = new Reader(other.endpoint())) {
            kinesis.createStream(r -> r.streamName("in").shardCount(1));
            KinesisStream orders = reader.stream("orders").create(IN);

            reader.hydrant.control().advance(Duration.ofHours(24));
            put(kinesis, "a", "one ");
            reader.hydrant.control().advance(Duration.ofSeconds(2));
            reader.hydrant.control().advance(Duration.ofMinutes(5));

            assertThat(orders.all()).isEqualTo("one ");
        }
    }

    @Test
    void aStreamThatTheOtherKinesisDoesNotKnowIsRefused() {
        try (Hydrant other = Hydrant.start();
                Reader reader = new Reader(other.endpoint())) {
            assertThatThrownBy(() -> reader.stream("orders").create(IN))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("Stream in under account 000000000000 not found.");
        }
    }

    @Test
    void anEndpointThatIsAwayIsToldAndReadWhenItIsBack() {
        Hydrant other = Hydrant.start();
        int port = other.endpoint().getPort();
        try (Reader reader = new Reader(other.endpoint())) {
            other.close();
            KinesisStream orders = reader.stream("orders").create(IN);
            reader.hydrant.control().advance(Duration.ofSeconds(10));
            assertThat(reader.hydrant.control().stream("orders"))
                    .contains("ServiceUnavailable")
                    .contains("\"status\":\"ACTIVE\"");

            try (Hydrant back = Hydrant.start(Map.of("HYDRANT_PORT", Integer.toString(port)));
                    ClientsOf others = ClientsOf.defaults(back);
                    KinesisClient kinesis = others.kinesis()) {
                kinesis.createStream(r -> r.streamName("in").shardCount(1));
                put(kinesis, "a", "one ");
                reader.hydrant.control().flush("orders");

                assertThat(orders.all()).isEqualTo("one ");
                assertThat(reader.hydrant.control().stream("orders")).contains("\"warnings\":[]");
                assertThat(reader.hydrant.control().events("orders")).contains("SourceUnreadable", "SourceReadAgain");
            }
        } finally {
            other.close();
        }
    }

    @Test
    void kinesisMockIsReadThroughASplit() {
        try (KinesisLocal mock = KinesisLocal.start();
                ClientsOf others = ClientsOf.defaults(mock.url(), "us-east-1");
                KinesisClient kinesis = others.kinesis();
                Reader reader = new Reader(mock.url())) {
            kinesis.createStream(r -> r.streamName("in").shardCount(1));
            awaitActive(kinesis);
            put(kinesis, "a", "before ");
            KinesisStream orders = reader.stream("orders").create(IN);

            put(kinesis, "a", "one ");
            kinesis.splitShard(r -> r.streamName("in")
                    .shardToSplit("shardId-000000000000")
                    .newStartingHashKey("170141183460469231731687303715884105728"));
            awaitActive(kinesis);
            put(kinesis, "a", "two ");
            reader.hydrant.control().flush("orders");

            assertThat(orders.all()).isEqualTo("one two ");
        }
    }
}
