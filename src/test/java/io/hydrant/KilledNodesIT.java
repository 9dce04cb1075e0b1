package io.hydrant;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.control.HydrantControl;
import io.hydrant.support.Postgres;
import io.hydrant.support.Soak;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.kms.KmsClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes under load, of which one is killed or made to stand still at a random moment, often while it delivers. The other goes on
 * for all clients. Each record that either has acknowledged arrives, in its order, and under one object key or request id. Control
 * calls hold as well.
 */
class KilledNodesIT {
    private static final int KILLS = Soak.steps(1, 2);
    private static final int STANDSTILLS = Soak.steps(1);
    private static final int CLIENTS_OF_A_NODE = 2;
    private static final int MOST_ANSWERS = 80;

    /** What each client gets from a node that serves again. */
    private static final int ANSWERS_AFTERWARDS = 5;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Postgres postgres;

    private final PutLoad puts = new PutLoad();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Node> nodes = new ArrayList<>();
    private String engine = "";
    private @Nullable DeliveryHistory opened;

    static LongStream seeds() {
        return Soak.seeds(14);
    }

    /** A process that is a node, and a client of it that does not try again. */
    private record Node(HydrantProcess process, HydrantControl control, FirehoseClient firehose) {
        void close() {
            process.kill();
            firehose.close();
        }

        int port() {
            return process.endpoint().getPort();
        }

        /** The port of the node that leads, as this one says. */
        int leader() {
            for (JsonNode each : RestartedServer.json(control.nodes()).path("nodes")) {
                if (each.path("leads").asBoolean()) {
                    return URI.create("http://" + each.path("address").asText()).getPort();
                }
            }
            return 0;
        }
    }

    /** What happens to one node, once. */
    private record Outage(Node victim, Runnable strike, AtomicBoolean began, AtomicBoolean over) {
        Outage(Node victim, Runnable strike) {
            this(victim, strike, new AtomicBoolean(), new AtomicBoolean());
        }

        void begin() {
            if (began.compareAndSet(false, true)) {
                strike.run();
            }
        }

        /** Whether an answer of {@code node} proves that it serves again, or still. */
        boolean isPast(Node node) {
            return node.equals(victim) ? over.get() : began.get();
        }
    }

    @BeforeAll
    static void startPostgres() {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stopPostgres() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @BeforeEach
    void useAnEmptyDatabase() {
        engine = postgres.newDatabase();
    }

    @AfterEach
    void stop() {
        nodes.forEach(Node::close);
        threads.shutdown();
        if (opened != null) {
            opened.close();
        }
    }

    private DeliveryHistory history() {
        return Objects.requireNonNull(opened);
    }

    private Node start() {
        HydrantProcess process = HydrantProcess.start(
                List.of("--store", engine, "--s3-endpoint", history().address().toString()));
        return new Node(process, new HydrantControl(process.endpoint()), process.client(FirehoseClient.builder()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsLostWithANodeThatIsKilled(long seed) {
        Random random = new Random(seed);
        ControlHistory calls = begin(seed, random);
        for (int kill = 0; kill < KILLS; kill++) {
            int which = kill == 0 ? 0 : random.nextInt(2);
            Node victim = nodes.get(which);
            Outage outage = new Outage(victim, victim.process()::kill);
            history().atRequest(random.nextBoolean() ? 1 + random.nextInt(30) : 0, outage::begin);
            AtomicInteger left = new AtomicInteger(1 + random.nextInt(MOST_ANSWERS));

            CompletableFuture.allOf(
                            load(nodes.get(0), outage, left, random),
                            load(nodes.get(1), outage, left, random),
                            change(nodes.get(1 - which), outage, calls))
                    .join();

            victim.close();
            nodes.set(which, start());
            calls.check(nodes.get(random.nextInt(2)).firehose());
        }
        end(calls);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLeaderThatStoodStillChangesNothingAnyMore(long seed) {
        Random random = new Random(seed);
        ControlHistory calls = begin(seed, random);
        for (int i = 0; i < STANDSTILLS; i++) {
            Node victim = nodes.get(i % 2);
            Node other = nodes.get(1 - i % 2);
            assertThat(victim.leader()).isEqualTo(victim.port());
            Outage outage = new Outage(victim, victim.process()::standStill);
            history().atRequest(random.nextBoolean() ? 1 + random.nextInt(30) : 0, outage::begin);
            AtomicInteger left = new AtomicInteger(1 + random.nextInt(MOST_ANSWERS));

            CompletableFuture<Void> late = load(victim, outage, left, random);
            CompletableFuture.allOf(load(other, outage, left, random), change(other, outage, calls))
                    .join();
            assertThat(other.leader()).isEqualTo(other.port());
            victim.process().goOn();
            outage.over().set(true);
            late.join();

            assertThat(victim.leader()).isEqualTo(other.port());
            calls.check(victim.firehose());
        }
        end(calls);
    }

    private ControlHistory begin(long seed, Random random) {
        opened = new DeliveryHistory(seed);
        nodes.add(start());
        nodes.add(start());
        PutLoad.createStreams(nodes.get(1).firehose(), history());
        try (KmsClient kms = nodes.get(1).process().client(KmsClient.builder())) {
            return new ControlHistory(random, ControlHistory.createKeys(kms));
        }
    }

    private void end(ControlHistory calls) {
        history().takeAll();
        Node last = nodes.get(1);
        calls.check(last.firehose());
        puts.flush(last.control(), history());
        puts.check(history());
    }

    /** Clients of a node put until each has had some answers after the outage, or the node has gone for good. */
    private CompletableFuture<Void> load(Node node, Outage outage, AtomicInteger left, Random random) {
        CompletableFuture<?>[] clients = IntStream.range(0, CLIENTS_OF_A_NODE)
                .mapToObj(i -> {
                    String client = "c" + node.port() + "-" + i;
                    Random own = new Random(random.nextLong());
                    return CompletableFuture.runAsync(() -> put(node, client, outage, left, own), threads);
                })
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(clients);
    }

    private void put(Node node, String client, Outage outage, AtomicInteger left, Random random) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int afterwards = 0;
        while (afterwards < ANSWERS_AFTERWARDS && !node.process().isKilled()) {
            boolean counts = outage.isPast(node);
            try {
                puts.putSome(node.firehose(), client, random);
                afterwards += counts ? 1 : 0;
                if (left.decrementAndGet() == 0) {
                    outage.begin();
                }
            } catch (SdkException e) {
                assertThat(outage.began()).as("before the outage: %s", e).isTrue();
            }
            assertThat(System.nanoTime()).as("the end of all patience").isLessThan(end);
        }
    }

    /** Control calls by the node that stays. One that fails may have been made. */
    private CompletableFuture<Void> change(Node node, Outage outage, ControlHistory calls) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        calls.change(node.firehose());
                    } catch (SdkException e) {
                        assertThat(outage.began())
                                .as("before the outage: %s", e)
                                .isTrue();
                    }
                },
                threads);
    }
}
