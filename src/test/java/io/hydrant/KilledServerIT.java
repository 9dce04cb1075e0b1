package io.hydrant;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import io.hydrant.control.HydrantControl;
import io.hydrant.support.Soak;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.kms.KmsClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that is killed at random moments under load, often while it delivers: each record that it acknowledged arrives, in its
 * order, and under one object key or request id, however often it comes. Control calls hold as well.
 */
class KilledServerIT {
    private static final int KILLS = Soak.steps(1, 2);
    private static final int CLIENTS = 4;
    private static final int MOST_ANSWERS = 120;

    private final Path folder;
    private final PutLoad puts = new PutLoad();

    KilledServerIT(@TempDir Path folder) {
        this.folder = folder;
    }

    static LongStream seeds() {
        return Soak.seeds(14);
    }

    /** A process of the server, and a client of it that does not try again. */
    private record Running(HydrantProcess process, HydrantControl control, FirehoseClient firehose)
            implements AutoCloseable {
        void kill() {
            process.kill();
        }

        @Override
        public void close() {
            kill();
            firehose.close();
        }
    }

    private HydrantProcess process(DeliveryHistory history) {
        return HydrantProcess.on(
                folder.resolve("data"), "--s3-endpoint", history.address().toString());
    }

    private static Running running(HydrantProcess process) {
        return new Running(process, new HydrantControl(process.endpoint()), process.client(FirehoseClient.builder()));
    }

    /** Puts until the server is gone; kills it after so many answers, if nothing else has. */
    private void load(Running server, ControlHistory calls, Random random, int answers) {
        AtomicInteger left = new AtomicInteger(answers);
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String client = "c" + i;
            Random own = new Random(random.nextLong());
            clients.add(CompletableFuture.runAsync(() -> putUntilItIsGone(server, client, own, left)));
        }
        clients.add(CompletableFuture.runAsync(() -> {
            try {
                calls.change(server.firehose());
            } catch (SdkException e) {
                assertThat(server.process().isKilled())
                        .as("killed, and then: %s", e)
                        .isTrue();
            }
        }));
        CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();
    }

    private void putUntilItIsGone(Running server, String client, Random random, AtomicInteger left) {
        try {
            while (true) {
                puts.putSome(server.firehose(), client, random);
                if (left.decrementAndGet() == 0) {
                    server.process().kill();
                }
            }
        } catch (SdkException e) {
            assertThat(server.process().isKilled())
                    .as("killed, and then: %s", e)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasAcknowledgedArrivesInOrderAndUnderOneKey(long seed) {
        Random random = new Random(seed);
        try (DeliveryHistory history = new DeliveryHistory(seed)) {
            ControlHistory calls = firstRound(history, random);
            for (int kill = 1; kill < KILLS; kill++) {
                round(history, calls, random);
            }
            history.takeAll();
            try (Running server = running(process(history))) {
                calls.check(server.firehose());
                puts.flush(server.control(), history);
            }
            puts.check(history);
        }
    }

    private ControlHistory firstRound(DeliveryHistory history, Random random) {
        try (Running server = running(process(history));
                KmsClient kms = server.process().client(KmsClient.builder())) {
            PutLoad.createStreams(server.firehose(), history);
            ControlHistory calls = new ControlHistory(random, ControlHistory.createKeys(kms));
            load(server, calls, random, 1 + random.nextInt(MOST_ANSWERS));
            return calls;
        }
    }

    /** A start, and a kill while it starts, while it delivers, or after some answers. */
    private void round(DeliveryHistory history, ControlHistory calls, Random random) {
        try (HydrantProcess process = process(history)) {
            history.atRequest(random.nextBoolean() ? 1 + random.nextInt(30) : 0, process::kill);
            Running server;
            try {
                server = running(process);
                calls.check(server.firehose());
            } catch (CompletionException | SdkException e) {
                assertThat(process.isKilled()).as("killed, and then: %s", e).isTrue();
                return;
            }
            load(server, calls, random, 1 + random.nextInt(MOST_ANSWERS));
            server.close();
        }
    }
}
