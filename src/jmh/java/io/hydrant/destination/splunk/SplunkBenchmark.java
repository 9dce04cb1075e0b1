package io.hydrant.destination.splunk;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.Destination;
import io.hydrant.http.client.Answer;
import io.hydrant.jmh.Deliveries;
import io.hydrant.jmh.FixedServer;
import io.hydrant.record.RecordBatch;
import io.hydrant.resource.ResourceReader;
import io.hydrant.resource.Resources;
import io.hydrant.time.Pauses;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A batch of 5,000 records of 1 KiB to a server that always answers the same, and the question for its acknowledgement, beside a
 * client that posts the ready body of the same bytes and the ready question. The goal: no more than 1.25 times its time.
 */
@State(Scope.Benchmark)
public class SplunkBenchmark {
    private static final int RECORDS = 5_000;
    private static final String ENDPOINT = "https://bench.splunkcloud.com:443";

    /** An answer to both kinds of requests. */
    private static final String ANSWER = "{\"text\":\"Success\",\"code\":0,\"ackId\":0,\"acks\":{\"0\":true}}";

    private final Deliveries deliveries = new Deliveries();
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
        destination = new SplunkType(deliveries.counterparts(resources), new Pauses(), UUID::randomUUID)
                .read(configuration())
                .orElseThrow()
                .open(deliveries.context());
    }

    @TearDown
    public void stop() {
        deliveries.close();
        server.close();
    }

    @Benchmark
    public DeliveryResult delivery() {
        return Deliveries.deliver(destination, batch);
    }

    @Benchmark
    public Answer ready() throws Exception {
        post("raw", ready);
        return post("ack", "{\"acks\":[0]}".getBytes(US_ASCII));
    }

    private Answer post(String path, byte[] body) throws Exception {
        return deliveries.post(URI.create(server.url() + "/services/collector/" + path), body);
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
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            byte[] record = new byte[1024];
            random.nextBytes(record);
            records.add(record);
        }
        return Deliveries.batch(records);
    }
}
