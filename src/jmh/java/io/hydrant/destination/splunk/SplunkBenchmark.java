package io.hydrant.destination.splunk;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

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
import io.hydrant.resource.ResourceReader;
import io.hydrant.resource.Resources;
import io.hydrant.time.Pauses;
import io.hydrant.time.TimeLimit;
import io.hydrant.time.VirtualTime;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A batch of 5,000 records of 1 KiB to a server that always answers the same, and the question for its acknowledgement, beside a
 * client that posts the ready body of the same bytes and the ready question. The goal: no more than 1.25 times its time.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class SplunkBenchmark {
    private static final int RECORDS = 5_000;
    private static final String ENDPOINT = "https://bench.splunkcloud.com:443";

    /** An answer to both kinds of requests. */
    private static final String ANSWER = "{\"text\":\"Success\",\"code\":0,\"ackId\":0,\"acks\":{\"0\":true}}";

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-04T05:06:07Z"));
    private final HttpPoster poster = new HttpPoster();
    private FixedServer server;
    private RecordBatch batch;
    private byte[] ready;
    private Destination destination;

    @Setup(Level.Trial)
    public void start() throws Exception {
        server = new FixedServer(ANSWER);
        batch = batch();
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        batch.forEach((position, arrival, data, offset, length) -> joined.write(data, offset, length));
        ready = joined.toByteArray();
        Resources resources = new Resources();
        resources.put(ResourceReader.read("{\"" + ENDPOINT + "\":\"" + server.url() + "\"}"));
        Counterparts counterparts = new Counterparts(
                resources, poster, new Receivers(new ReceivedLog(new Share("received", 1)), time, Refusal.NONE));
        destination = new SplunkType(counterparts, new Pauses(), UUID::randomUUID)
                .read(configuration())
                .orElseThrow()
                .open(new DestinationContext(origin(), time, time, new NoBuckets(), PartitionKeys.NONE));
    }

    @TearDown
    public void stop() {
        poster.close();
        server.close();
    }

    @Benchmark
    public DeliveryResult delivery() {
        DeliveryResult result = destination.begin().attempt(batch);
        if (!(result instanceof DeliveryResult.Delivered)) {
            throw new IllegalStateException(result.toString());
        }
        return result;
    }

    @Benchmark
    public Answer ready() throws Exception {
        post("raw", ready);
        return post("ack", "{\"acks\":[0]}".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private Answer post(String path, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/services/collector/" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return poster.post(
                request, 1 << 20, new TimeLimit(time, time, Duration.ofMinutes(3), "time out", origin().arn()));
    }

    private static StreamVersion origin() {
        return new StreamVersion(new Scope(new AccountId("123456789012"), new Region("eu-west-1")), "orders", 1);
    }

    private static Map<String, Object> configuration() {
        Map<String, Object> hints = Map.of("SizeInMBs", 5, "IntervalInSeconds", 60);
        return Map.of(
                "HECEndpoint",
                ENDPOINT,
                "HECEndpointType",
                "Raw",
                "HECToken",
                "token",
                "BufferingHints",
                hints,
                "RetryOptions",
                Map.of("DurationInSeconds", 0),
                "S3Configuration",
                Map.of(
                        "BucketARN", "arn:aws:s3:::bucket", "BufferingHints", hints, "CompressionFormat", "UNCOMPRESSED"));
    }

    private static RecordBatch batch() {
        Random random = new Random(7);
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < RECORDS; i++) {
            byte[] record = new byte[1024];
            random.nextBytes(record);
            frames.writeBytes(ByteBuffer.allocate(4).putInt(record.length).array());
            frames.writeBytes(record);
        }
        RecordBuffer.Chunk chunk = new RecordBuffer.Chunk(
                Instant.parse("2026-03-04T05:00:00Z"),
                0,
                RECORDS,
                RECORDS * 1024,
                null,
                frames.toByteArray(),
                0,
                frames.size());
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
