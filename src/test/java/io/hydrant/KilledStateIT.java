package io.hydrant;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import io.hydrant.control.HydrantControl;
import io.hydrant.support.Soak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** A process that is killed while clients write: what was acknowledged is there after the next start. */
class KilledStateIT {
    private static final int KILLS = Soak.steps(2, 3);
    private static final int KEYS = 5;

    private final Path folder;
    private final Random random = new Random(14);

    /** The last text that was acknowledged for each object, and the one that was under way. */
    private final int[] written = new int[KEYS];

    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    private final List<String> records = Collections.synchronizedList(new ArrayList<>());
    private final List<String> resources = Collections.synchronizedList(new ArrayList<>());
    private int round;

    KilledStateIT(@TempDir Path folders) {
        folder = folders.resolve("data");
    }

    private static S3Client s3(URI at) {
        return HydrantProcess.client(at, S3Client.builder().forcePathStyle(true));
    }

    @Test
    void whatWasAcknowledgedIsThere() throws InterruptedException {
        for (round = 0; round < KILLS; round++) {
            try (HydrantProcess process = HydrantProcess.on(folder)) {
                URI at = process.endpoint();
                if (round == 0) {
                    s3(at).createBucket(r -> r.bucket("logs"));
                    HydrantProcess.client(at, KinesisClient.builder())
                            .createStream(r -> r.streamName("clicks").shardCount(1));
                }
                check(at);
                writeUntilKilled(process);
            }
        }
        try (HydrantProcess process = HydrantProcess.on(folder)) {
            check(process.endpoint());
        }
    }

    private void writeUntilKilled(HydrantProcess process) throws InterruptedException {
        URI at = process.endpoint();
        KmsClient kms = HydrantProcess.client(at, KmsClient.builder());
        CountDownLatch answers = new CountDownLatch(20 + random.nextInt(60));
        List<Thread> writers = List.of(
                writer(answers, new Objects(s3(at))),
                writer(answers, () -> keys.add(kms.createKey().keyMetadata().keyId())),
                writer(answers, new Puts(HydrantProcess.client(at, KinesisClient.builder()))),
                writer(answers, new Names(new HydrantControl(at))));
        answers.await();
        process.kill();
        for (Thread each : writers) {
            each.join();
        }
    }

    /** Works until its server is gone. */
    private static Thread writer(CountDownLatch answers, Runnable work) {
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    work.run();
                    answers.countDown();
                }
            } catch (SdkException | IllegalStateException | UncheckedIOException e) {
                // the server is gone
            }
        });
        thread.start();
        return thread;
    }

    /** Writes objects again and again, each with a longer text. */
    private final class Objects implements Runnable {
        private final S3Client s3;
        private int next;

        Objects(S3Client s3) {
            this.s3 = s3;
        }

        @Override
        public void run() {
            int key = next++ % KEYS;
            int number = written[key] + 1;
            s3.putObject(
                    r -> r.bucket("logs").key("k" + key).metadata(Map.of("n", "" + number)),
                    RequestBody.fromString(text(number)));
            written[key] = number;
        }
    }

    private static String text(int number) {
        return ("<" + number + ">").repeat(number % 7 + 1);
    }

    private final class Puts implements Runnable {
        private final KinesisClient kinesis;
        private int next;

        Puts(KinesisClient kinesis) {
            this.kinesis = kinesis;
        }

        @Override
        public void run() {
            String text = round + "." + next++;
            records.add(kinesis.putRecord(r ->
                                    r.streamName("clicks").partitionKey("a").data(SdkBytes.fromUtf8String(text)))
                            .sequenceNumber()
                    + " " + text);
        }
    }

    private final class Names implements Runnable {
        private final HydrantControl control;
        private int next;

        Names(HydrantControl control) {
            this.control = control;
        }

        @Override
        public void run() {
            String name = "f" + round + "-" + next++;
            String unused = control.putResource(name, "http://" + name + ".test");
            resources.add('"' + name + '"');
        }
    }

    private void check(URI at) {
        S3Client s3 = s3(at);
        for (int key = 0; key < KEYS; key++) {
            if (written[key] > 0) {
                String name = "k" + key;
                ResponseBytes<GetObjectResponse> object =
                        s3.getObjectAsBytes(r -> r.bucket("logs").key(name));
                int number = Integer.parseInt(object.response().metadata().get("n"));
                assertThat(number).isBetween(written[key], written[key] + 1);
                assertThat(object.asUtf8String()).isEqualTo(text(number));
                written[key] = number;
            }
        }
        assertThat(HydrantProcess.client(at, KmsClient.builder())
                        .listKeysPaginator()
                        .keys())
                .extracting(each -> each.keyId())
                .containsAll(keys);
        KinesisClient kinesis = HydrantProcess.client(at, KinesisClient.builder());
        String iterator = kinesis.getShardIterator(r -> r.streamName("clicks")
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        List<Record> read = kinesis.getRecords(r -> r.shardIterator(iterator)).records();
        assertThat(read)
                .extracting(each -> each.sequenceNumber() + " " + each.data().asUtf8String())
                .doesNotHaveDuplicates()
                .containsSubsequence(records);
        String table = new HydrantControl(at).resources();
        assertThat(resources).allSatisfy(name -> assertThat(table).contains(name));
    }
}
