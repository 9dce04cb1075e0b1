package io.hydrant.destination.search;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import io.hydrant.destination.RecordIds;
import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.destination.Buckets;
import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.Destination;
import io.hydrant.destination.DestinationContext;
import io.hydrant.destination.LineMembers;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.http.client.Answer;
import io.hydrant.http.client.HttpPoster;
import io.hydrant.jmh.FixedServer;
import io.hydrant.memory.Share;
import io.hydrant.receiver.Counterparts;
import io.hydrant.receiver.ReceivedLog;
import io.hydrant.receiver.Receivers;
import io.hydrant.receiver.Refusal;
import io.hydrant.record.PartitionKeys;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.resource.Resources;
import io.hydrant.time.TimeLimit;
import io.hydrant.time.VirtualTime;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A bulk request of 5,000 documents of 1 KiB to a server that always answers the same, beside the ready body of the same bytes. The
 * goal: no more than 1.25 times its time.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class BulkBenchmark {
    private static final int DOCUMENTS = 5_000;

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-04T05:06:07Z"));
    private final HttpPoster poster = new HttpPoster();
    private FixedServer server;
    private RecordBatch batch;
    private byte[] ready;
    private Destination destination;

    @Setup(Level.Trial)
    public void start() throws Exception {
        StringBuilder answer = new StringBuilder("{\"took\":30,\"errors\":false,\"items\":[");
        for (int i = 0; i < DOCUMENTS; i++) {
            answer.append(i == 0 ? "" : ",")
                    .append("{\"index\":{\"_index\":\"logs-2026-03-04\",\"_id\":\"")
                    .append("4".repeat(56))
                    .append(".0\",\"_version\":1,\"result\":\"created\",\"_shards\":{\"total\":2,\"successful\":1,\"failed\":0},")
                    .append("\"_seq_no\":1,\"_primary_term\":1,\"status\":201}}");
        }
        server = new FixedServer(answer.append("]}").toString());
        batch = batch();
        destination = new SearchSpec(
                        SearchSettings.read(SearchKind.OPENSEARCH_SERVICE, configuration(server.url())),
                        new Counterparts(
                                new Resources(),
                                poster,
                                new Receivers(new ReceivedLog(new Share("received", 1 << 20)), time, Refusal.NONE)))
                .open(new DestinationContext(origin(), time, time, new NoBuckets(), PartitionKeys.NONE));
        BulkBody body = new BulkBody(
                DocumentForm.ofDomain(configuration(server.url())), new RecordIds(batch.id()), 1 << 30, 0, 0);
        JsonObjects json = new JsonObjects();
        batch.forEach((position, arrival, data, offset, length) -> {
            json.isObject(data, offset, length);
            body.add(position, arrival, data, json.first(), json.length(), false);
        });
        ready = Arrays.copyOf(body.array(), body.size());
    }

    @TearDown
    public void stop() {
        poster.close();
        server.close();
    }

    @Benchmark
    public DeliveryResult bulk() {
        DeliveryResult result = destination.begin().attempt(batch);
        if (!(result instanceof DeliveryResult.Delivered)) {
            throw new IllegalStateException(result.toString());
        }
        return result;
    }

    @Benchmark
    public Answer ready() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/_bulk"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(ready))
                .build();
        return poster.post(
                request, 64 << 20, new TimeLimit(time, time, Duration.ofMinutes(3), "time out", origin().arn()));
    }

    private static StreamVersion origin() {
        return new StreamVersion(new Scope(new AccountId("123456789012"), new Region("eu-west-1")), "orders", 1);
    }

    private static Map<String, Object> configuration(URI url) {
        return Map.of(
                "ClusterEndpoint", url.toString(),
                "IndexName", "logs",
                "IndexRotationPeriod", "OneDay",
                "BufferingHints", Map.of("SizeInMBs", 5, "IntervalInSeconds", 60),
                "RetryOptions", Map.of("DurationInSeconds", 300),
                "S3Configuration",
                        Map.of(
                                "RoleARN", "arn:aws:iam::123456789012:role/r",
                                "BucketARN", "arn:aws:s3:::bucket",
                                "BufferingHints", Map.of("SizeInMBs", 5, "IntervalInSeconds", 300),
                                "CompressionFormat", "UNCOMPRESSED",
                                "EncryptionConfiguration", Map.of("NoEncryptionConfig", "NoEncryption")));
    }

    /** Documents of 1 KiB: a line of a log with ten members, most of whose bytes are its message. */
    private static RecordBatch batch() {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        Random random = new Random(1);
        for (int i = 0; i < DOCUMENTS; i++) {
            StringBuilder document = new StringBuilder("{\"time\":\"2026-03-04T05:00:00.123Z\",\"level\":\"INFO\",\"order\":"
                    + i + ",\"customer\":\"" + Long.toHexString(random.nextLong())
                    + "\",\"item\":\"water\",\"litres\":" + random.nextInt(10_000) / 10.0
                    + ",\"paid\":true,\"tags\":[\"a\",\"b\"],\"at\":{\"lat\":52.5,\"lon\":13.4},\"message\":\"");
            for (String word = "took"; document.length() + word.length() < 1020; word = Integer.toString(random.nextInt(), 36)) {
                document.append(word).append(' ');
            }
            document.append("\"}");
            byte[] bytes = document.toString().getBytes(UTF_8);
            frames.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            frames.writeBytes(bytes);
        }
        int size = frames.size() - 4 * DOCUMENTS;
        RecordBuffer.Chunk chunk = new RecordBuffer.Chunk(
                Instant.parse("2026-03-04T05:00:00Z"), 0, DOCUMENTS, size, null, frames.toByteArray(), 0, frames.size());
        return new RecordBatch(new UUID(1, 2), List.of(chunk), RecordDecryptor.NOTHING_SEALED);
    }

    /** No records fail here. */
    private static final class NoBuckets implements Buckets {
        @Override
        public Destination open(S3Bucket bucket, StreamVersion origin, Purpose purpose, PartitionKeys partition) {
            throw new IllegalStateException();
        }

        @Override
        public Destination openForLines(S3Bucket bucket, StreamVersion origin, String errorOutputType) {
            throw new IllegalStateException();
        }

        @Override
        public Destination openForFailures(
                S3Bucket bucket,
                StreamVersion origin,
                String errorOutputType,
                LineMembers members,
                Destination.Failure failure) {
            throw new IllegalStateException();
        }
    }
}
