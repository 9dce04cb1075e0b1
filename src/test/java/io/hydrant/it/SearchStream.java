package io.hydrant.it;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.Hydrant;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.AmazonOpenSearchServerlessDestinationConfiguration;
import software.amazon.awssdk.services.firehose.model.AmazonopensearchserviceDestinationConfiguration;
import software.amazon.awssdk.services.firehose.model.ElasticsearchDestinationConfiguration;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.S3DestinationConfiguration;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Streams to search clusters, as the tests make and use them. Time stands still unless it is moved here. */
final class SearchStream {
    static final String DOMAIN = "arn:aws:es:us-east-1:" + ClientsOf.DEFAULT_ACCOUNT + ":domain/";
    static final Duration INTERVAL = Duration.ofSeconds(60);
    static final String ROLE = "arn:aws:iam::" + ClientsOf.DEFAULT_ACCOUNT + ":role/delivery";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Hydrant hydrant;
    private final ClientsOf clients;
    private final String name;

    SearchStream(Hydrant hydrant, ClientsOf clients, String name) {
        this.hydrant = hydrant;
        this.clients = clients;
        this.name = name;
        clients.s3.createBucket(b -> b.bucket(name));
    }

    S3DestinationConfiguration bucket() {
        return S3DestinationConfiguration.builder()
                .bucketARN("arn:aws:s3:::" + name)
                .roleARN(ROLE)
                .build();
    }

    /** A stream to the domain of its own name; the index is called like it. */
    SearchStream toService(Consumer<AmazonopensearchserviceDestinationConfiguration.Builder> change) {
        AmazonopensearchserviceDestinationConfiguration.Builder to =
                AmazonopensearchserviceDestinationConfiguration.builder()
                        .domainARN(DOMAIN + name)
                        .roleARN(ROLE)
                        .indexName(name)
                        .bufferingHints(b -> b.sizeInMBs(1).intervalInSeconds((int) INTERVAL.toSeconds()))
                        .retryOptions(r -> r.durationInSeconds(300))
                        .s3Configuration(bucket());
        change.accept(to);
        clients.firehose.createDeliveryStream(
                r -> r.deliveryStreamName(name).amazonopensearchserviceDestinationConfiguration(to.build()));
        return this;
    }

    SearchStream toElasticsearch(Consumer<ElasticsearchDestinationConfiguration.Builder> change) {
        ElasticsearchDestinationConfiguration.Builder to = ElasticsearchDestinationConfiguration.builder()
                .domainARN(DOMAIN + name)
                .roleARN(ROLE)
                .indexName(name)
                .bufferingHints(b -> b.sizeInMBs(1).intervalInSeconds((int) INTERVAL.toSeconds()))
                .s3Configuration(bucket());
        change.accept(to);
        clients.firehose.createDeliveryStream(
                r -> r.deliveryStreamName(name).elasticsearchDestinationConfiguration(to.build()));
        return this;
    }

    SearchStream toServerless(Consumer<AmazonOpenSearchServerlessDestinationConfiguration.Builder> change) {
        AmazonOpenSearchServerlessDestinationConfiguration.Builder to =
                AmazonOpenSearchServerlessDestinationConfiguration.builder()
                        .collectionEndpoint("https://" + name + ".us-east-1.aoss.amazonaws.com")
                        .roleARN(ROLE)
                        .indexName(name)
                        .bufferingHints(b -> b.sizeInMBs(1).intervalInSeconds((int) INTERVAL.toSeconds()))
                        .s3Configuration(bucket());
        change.accept(to);
        clients.firehose.createDeliveryStream(
                r -> r.deliveryStreamName(name).amazonOpenSearchServerlessDestinationConfiguration(to.build()));
        return this;
    }

    /** {@code url} stands for the domain and for the collection of this name. */
    SearchStream standIn(Object url) {
        try {
            hydrant.control()
                    .putResources(JSON.writeValueAsString(Map.of(
                            DOMAIN + name,
                            url.toString(),
                            "https://" + name + ".us-east-1.aoss.amazonaws.com",
                            url.toString())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    SearchStream put(String... records) {
        return put(List.of(records));
    }

    SearchStream put(List<String> records) {
        for (int i = 0; i < records.size(); i += 500) {
            List<String> some = records.subList(i, Math.min(i + 500, records.size()));
            clients.firehose.putRecordBatch(r -> r.deliveryStreamName(name)
                    .records(some.stream()
                            .map(text -> Record.builder()
                                    .data(SdkBytes.fromUtf8String(text))
                                    .build())
                            .toList()));
        }
        return this;
    }

    SearchStream advance(Duration span) {
        hydrant.control().advance(span);
        return this;
    }

    /** The ledger. */
    JsonNode deliveries() {
        return json(hydrant.control().deliveries(name)).get("deliveries");
    }

    /** The values of one member of the ledger. */
    String column(String member) {
        return String.join(",", deliveries().findValuesAsText(member));
    }

    List<String> keys() {
        return clients.s3.listObjectsV2(r -> r.bucket(name)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    String object(String key) {
        return clients.s3.getObjectAsBytes(r -> r.bucket(name).key(key)).asString(StandardCharsets.UTF_8);
    }

    /** The lines about failed documents. */
    List<JsonNode> failed() {
        List<JsonNode> lines = new ArrayList<>();
        for (String key : keys()) {
            if (key.contains("failed")) {
                object(key).lines().forEach(line -> lines.add(json(line)));
            }
        }
        return lines;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
