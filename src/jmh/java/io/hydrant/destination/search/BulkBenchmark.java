package io.hydrant.destination.search;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.Destination;
import io.hydrant.destination.RecordIds;
import io.hydrant.http.client.Answer;
import io.hydrant.jmh.Deliveries;
import io.hydrant.jmh.FixedServer;
import io.hydrant.record.RecordBatch;
import io.hydrant.resource.Resources;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A bulk request of 5,000 documents of 1 KiB to a server that always answers the same, beside the ready body of the same bytes. The
 * goal: no more than 1.25 times its time.
 */
@State(Scope.Benchmark)
public class BulkBenchmark {
    private static final int DOCUMENTS = 5_000;

    private final Deliveries deliveries = new Deliveries();
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
                        deliveries.counterparts(new Resources()))
                .open(deliveries.context());
        BulkBody body = new BulkBody(
                DocumentForm.ofDomain(configuration(server.url())), new RecordIds(batch.id()), 1 << 30, 0, 0, new SpareBytes());
        JsonObjects json = new JsonObjects();
        batch.forEach((position, arrival, data, offset, length) -> {
            json.isObject(data, offset, length);
            body.add(position, arrival, data, json.first(), json.length(), false);
        });
        ready = Arrays.copyOf(body.array(), body.size());
    }

    @TearDown
    public void stop() {
        deliveries.close();
        server.close();
    }

    @Benchmark
    public DeliveryResult bulk() {
        return Deliveries.deliver(destination, batch);
    }

    @Benchmark
    public Answer ready() throws Exception {
        return deliveries.post(URI.create(server.url() + "/_bulk"), ready);
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
        List<byte[]> documents = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < DOCUMENTS; i++) {
            StringBuilder document = new StringBuilder("{\"time\":\"2026-03-04T05:00:00.123Z\",\"level\":\"INFO\",\"order\":"
                    + i + ",\"customer\":\"" + Long.toHexString(random.nextLong())
                    + "\",\"item\":\"water\",\"litres\":" + random.nextInt(10_000) / 10.0
                    + ",\"paid\":true,\"tags\":[\"a\",\"b\"],\"at\":{\"lat\":52.5,\"lon\":13.4},\"message\":\"");
            for (String word = "took"; document.length() + word.length() < 1020; word = Integer.toString(random.nextInt(), 36)) {
                document.append(word).append(' ');
            }
            documents.add(document.append("\"}").toString().getBytes(UTF_8));
        }
        return Deliveries.batch(documents);
    }
}
