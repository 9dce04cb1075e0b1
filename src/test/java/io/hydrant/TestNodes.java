package io.hydrant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.support.Postgres;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Nodes in this process, on a real PostgreSQL and with another Hydrant as their S3. Used by one thread. */
final class TestNodes implements AutoCloseable {
    private final Postgres postgres;
    private final Hydrant s3 = Hydrant.start();
    private final List<Hydrant> nodes = new ArrayList<>();
    private final List<SdkClient> clients = new ArrayList<>();
    private String engine;

    /** Starts the engine and the S3, or leaves the calling test out where there is no engine. */
    TestNodes() {
        postgres = Postgres.start();
        engine = postgres.url();
        client(s3, S3Client.builder().forcePathStyle(true)).createBucket(r -> r.bucket("bucket"));
    }

    /** The nodes that start from now on share an empty database. */
    void startAnew() {
        closeNodes();
        engine = postgres.newDatabase();
    }

    /** The URL of the database that the nodes share. */
    String engine() {
        return engine;
    }

    /** What each node is started with. */
    Map<String, String> settings() {
        return Map.of(
                "HYDRANT_STORE", engine, "HYDRANT_S3_ENDPOINT", s3.endpoint().toString());
    }

    /** One more node; the first one leads. */
    Hydrant start() {
        return start(Map.of());
    }

    /** One more node, with more settings. */
    Hydrant start(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings());
        all.putAll(more);
        Hydrant node = Hydrant.start(all);
        nodes.add(node);
        return node;
    }

    <C extends SdkClient, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            Hydrant node, B builder) {
        return client(node, builder, AwsBasicCredentials.create("test", "test"));
    }

    /** A client of one node that does not try again. */
    FirehoseClient patient(Hydrant node) {
        FirehoseClient client = FirehoseClient.builder()
                .httpClient(UrlConnectionHttpClient.builder()
                        .socketTimeout(Duration.ofMinutes(2))
                        .build())
                .endpointOverride(node.endpoint())
                .region(Region.US_EAST_1)
                .overrideConfiguration(c -> c.retryStrategy(strategy -> strategy.maxAttempts(1)))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
        clients.add(client);
        return client;
    }

    /** A client of one node, which is closed with this. */
    <C extends SdkClient, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            Hydrant node, B builder, AwsCredentials credentials) {
        C client = builder.httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(node.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
        clients.add(client);
        return client;
    }

    /** The lines of all objects of a prefix. */
    List<String> delivered(String prefix) {
        S3Client client = client(s3, S3Client.builder().forcePathStyle(true));
        return client.listObjectsV2(r -> r.bucket("bucket").prefix(prefix)).contents().stream()
                .flatMap(each -> client.getObjectAsBytes(r -> r.bucket("bucket").key(each.key()))
                        .asUtf8String()
                        .lines())
                .toList();
    }

    /** The nodes as one of them lists them. */
    static List<JsonNode> listed(Hydrant node) {
        List<JsonNode> all = new ArrayList<>();
        RestartedServer.json(node.control().nodes()).path("nodes").forEach(all::add);
        return all;
    }

    void closeNodes() {
        nodes.forEach(Hydrant::close);
        nodes.clear();
    }

    @Override
    public void close() {
        clients.forEach(SdkClient::close);
        closeNodes();
        s3.close();
        postgres.close();
    }
}
