package io.hydrant;

import java.nio.file.Path;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.RestartedServer.End;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;

/** Deliveries and events in a data folder. */
class DurableLedgerIT {
    private final RestartedServer server;

    DurableLedgerIT(@TempDir Path folders) {
        server = new RestartedServer(folders);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void createStream(String name) {
        server.client(FirehoseClient.builder()).createDeliveryStream(r -> r.deliveryStreamName(name)
                .extendedS3DestinationConfiguration(
                        c -> c.bucketARN("arn:aws:s3:::bucket").roleARN("arn:aws:iam::000000000000:role/delivery")));
    }

    private void deliver(String stream, int records) {
        FirehoseClient firehose = server.client(FirehoseClient.builder());
        for (int i = 0; i < records; i++) {
            firehose.putRecord(r -> r.deliveryStreamName(stream).record(d -> d.data(SdkBytes.fromUtf8String("a\n"))));
        }
        server.control().flush(stream);
    }

    private JsonNode deliveries(String stream) {
        return RestartedServer.json(server.control().deliveries(stream)).path("deliveries");
    }

    @Test
    void deliveriesAreThereAfterAStart() {
        server.start();
        server.client(S3Client.builder()).createBucket(r -> r.bucket("bucket"));
        createStream("orders");
        createStream("visits");
        deliver("orders", 3);
        deliver("visits", 1);
        JsonNode before = deliveries("orders");
        assertThat(before).hasSize(1);

        server.restart(End.CLOSED);

        assertThat(deliveries("orders")).isEqualTo(before);
        assertThat(RestartedServer.json(server.control().awaitDelivered("orders", 3, Duration.ofSeconds(1)))
                        .path("deliveries"))
                .isEqualTo(before);
        deliver("orders", 2);
        assertThat(RestartedServer.json(server.control().awaitDelivered("orders", 5, Duration.ofSeconds(1)))
                        .path("deliveries"))
                .hasSize(2);
        assertThat(deliveries("orders").path(1).path("sequence").asLong()).isEqualTo(3);
    }

    @Test
    void eventsAreThereAfterAStart() {
        server.start();
        createStream("orders");
        JsonNode before =
                RestartedServer.json(server.control().events("orders")).path("events");
        assertThat(before).isNotEmpty();

        server.restart(End.CLOSED);

        JsonNode after = RestartedServer.json(server.control().events("orders")).path("events");
        assertThat(after).isEqualTo(before);
        server.client(FirehoseClient.builder()).deleteDeliveryStream(r -> r.deliveryStreamName("orders"));
        JsonNode more = RestartedServer.json(server.control().events("orders")).path("events");
        assertThat(more.size()).isGreaterThan(before.size());
        assertThat(more.path(more.size() - 1).path("sequence").asLong())
                .isGreaterThan(before.path(before.size() - 1).path("sequence").asLong());
    }

    @Test
    void aResetIsForGood() {
        server.start();
        server.client(S3Client.builder()).createBucket(r -> r.bucket("bucket"));
        createStream("orders");
        deliver("orders", 3);
        server.control().reset();

        server.restart(End.CLOSED);

        assertThat(deliveries("orders")).isEmpty();
        assertThat(RestartedServer.json(server.control().events("orders")).path("events"))
                .isEmpty();
    }
}
