package io.hydrant;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.support.Relay;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.firehose.FirehoseClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A node that the engine is cut off from, by a network that loses everything and closes nothing. */
class CutOffNodeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private TestNodes nodes;
    private Relay relay;
    private @Nullable Hydrant started;
    private @Nullable FirehoseClient client;

    @BeforeEach
    void start() {
        nodes = new TestNodes();
        relay = new Relay(URI.create(nodes.engine().substring("jdbc:".length())).getPort());
    }

    @AfterEach
    void stop() {
        if (relay != null) {
            relay.pass();
        }
        if (nodes != null) {
            nodes.close();
        }
        if (relay != null) {
            relay.close();
        }
    }

    private void startBehindTheRelay() {
        int port = URI.create(nodes.engine().substring("jdbc:".length())).getPort();
        Hydrant node = nodes.start(
                Map.of("HYDRANT_STORE", nodes.engine().replace(":" + port + "/", ":" + relay.port() + "/")));
        started = node;
        client = nodes.client(node, FirehoseClient.builder());
    }

    private Hydrant cutOff() {
        return Objects.requireNonNull(started);
    }

    private FirehoseClient firehose() {
        return Objects.requireNonNull(client);
    }

    private void create() {
        firehose().createDeliveryStream(r -> r.deliveryStreamName("orders")
                .extendedS3DestinationConfiguration(
                        c -> c.bucketARN("arn:aws:s3:::bucket").roleARN("arn:aws:iam::000000000000:role/delivery")));
        cutOff().control().advance(Duration.ofSeconds(5));
    }

    private static void put(FirehoseClient to, String text) {
        to.putRecord(r -> r.deliveryStreamName("orders").record(d -> d.data(SdkBytes.fromUtf8String(text + "\n"))));
    }

    private static int leaderAt(Hydrant node) {
        List<JsonNode> leading = TestNodes.listed(node).stream()
                .filter(each -> each.path("leads").asBoolean())
                .toList();
        return leading.isEmpty()
                ? 0
                : URI.create("http://" + leading.get(0).path("address").asText())
                        .getPort();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the end of all patience").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void aLeaderThatIsCutOffAcknowledgesNothingUntilItFollows() {
        startBehindTheRelay();
        create();
        Hydrant other = nodes.start();
        FirehoseClient there = nodes.client(other, FirehoseClient.builder());
        put(firehose(), "a");
        put(there, "b");
        CompletableFuture<String> waiting =
                CompletableFuture.supplyAsync(() -> cutOff().control().awaitDelivered("orders", 4, PATIENCE));
        relay.cut();

        CompletableFuture<Optional<SdkException>> late = CompletableFuture.supplyAsync(() -> attempt("late"));
        put(there, "c"); // waits for another to lead
        assertThat(leaderAt(other)).isEqualTo(other.endpoint().getPort());
        assertThat(late.getNow(Optional.of(SdkException.create("not yet", null))))
                .isPresent();
        relay.pass();

        boolean acknowledged = late.join().isEmpty();
        await(() -> leaderAt(cutOff()) == other.endpoint().getPort()
                && TestNodes.listed(cutOff()).stream().anyMatch(each -> each.path("address")
                        .asText()
                        .endsWith(":" + cutOff().endpoint().getPort())));
        put(firehose(), "d");
        other.control().flush("orders");
        List<String> delivered = nodes.delivered("");
        assertThat(delivered).contains("a", "b", "c", "d").doesNotHaveDuplicates();
        assertThat(delivered.contains("late")).as("acknowledged").isEqualTo(acknowledged);
        assertThat(waiting.join()).as("asked again at the next node").contains("\"stream\":\"orders\"");
    }

    /** Why the put failed; empty when it was acknowledged. */
    private Optional<SdkException> attempt(String text) {
        try {
            put(nodes.patient(cutOff()), text);
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(e);
        }
    }

    @Test
    void aFollowerThatIsCutOffHandsItsCallsOn() {
        Hydrant leader = nodes.start();
        startBehindTheRelay();
        create();
        relay.cut();

        put(firehose(), "a");
        put(nodes.client(leader, FirehoseClient.builder()), "b");
        cutOff().control().flush("orders");

        assertThat(nodes.delivered("")).containsExactly("a", "b");
    }

    @Test
    void aLeaderThatTheEngineComesBackToInTimeGoesOn() {
        startBehindTheRelay();
        create();
        String id = TestNodes.listed(cutOff()).get(0).path("id").asText();
        relay.cut();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> put(firehose(), "a"));
        relay.pass();

        waiting.join();
        put(firehose(), "b");

        assertThat(TestNodes.listed(cutOff()).get(0).path("id").asText()).isEqualTo(id);
        cutOff().control().flush("orders");
        assertThat(nodes.delivered("")).containsExactly("a", "b");
    }
}
