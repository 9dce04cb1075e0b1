package io.hydrant.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.Hydrant;
import io.hydrant.support.SplunkCollector;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.SplunkDestinationConfiguration;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A stream to Splunk, whose endpoint is a name that a collector of the tests stands for. */
final class SplunkStream {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Hydrant hydrant;
    private final ClientsOf clients;
    private final String name;

    SplunkStream(Hydrant hydrant, ClientsOf clients, String name) {
        this.hydrant = hydrant;
        this.clients = clients;
        this.name = name;
    }

    String name() {
        return name;
    }

    String endpoint() {
        return "https://" + name + ".splunkcloud.com:443";
    }

    /** Lets a collector stand for the endpoint. */
    SplunkStream sentTo(SplunkCollector collector) {
        hydrant.control().putResource(endpoint(), collector.url().toString());
        return this;
    }

    SplunkStream create() {
        return create(d -> {});
    }

    /** Raw data, no retries, the shortest time for acknowledgements. */
    SplunkStream create(Consumer<SplunkDestinationConfiguration.Builder> change) {
        SplunkDestinationConfiguration.Builder destination = SplunkDestinationConfiguration.builder()
                .hecEndpoint(endpoint())
                .hecEndpointType("Raw")
                .hecToken(SplunkCollector.TOKEN)
                .hecAcknowledgmentTimeoutInSeconds(180)
                .retryOptions(r -> r.durationInSeconds(0))
                .bufferingHints(b -> b.sizeInMBs(1).intervalInSeconds(60))
                .s3Configuration(s -> s.bucketARN("arn:aws:s3:::" + name)
                        .bufferingHints(b -> b.sizeInMBs(1).intervalInSeconds(60))
                        .roleARN("arn:aws:iam::" + ClientsOf.DEFAULT_ACCOUNT + ":role/delivery"));
        change.accept(destination);
        clients.s3.createBucket(b -> b.bucket(name));
        clients.firehose.createDeliveryStream(
                r -> r.deliveryStreamName(name).splunkDestinationConfiguration(destination.build()));
        return this;
    }

    void put(String... records) {
        put(List.of(records));
    }

    void put(List<String> records) {
        clients.firehose.putRecordBatch(r -> r.deliveryStreamName(name)
                .records(records.stream()
                        .map(text -> Record.builder()
                                .data(SdkBytes.fromUtf8String(text))
                                .build())
                        .toList()));
    }

    void flush() {
        hydrant.control().flush(name);
    }

    /** The attempts that the ledger shows. */
    List<JsonNode> attempts() {
        List<JsonNode> attempts = new ArrayList<>();
        read(hydrant.control().deliveries(name)).get("deliveries").forEach(attempts::add);
        return attempts;
    }

    /** The errors of the attempts at Splunk, in order; an empty text for those without. */
    List<String> errors() {
        return attempts().stream()
                .filter(attempt -> attempt.get("purpose").asText().equals("DESTINATION"))
                .map(attempt -> attempt.path("errorCode").asText())
                .toList();
    }

    List<S3Object> objects(String prefix) {
        return clients.s3.listObjectsV2(r -> r.bucket(name).prefix(prefix)).contents();
    }

    /** The lines of the objects below a prefix. */
    List<String> lines(String prefix) {
        return objects(prefix).stream()
                .flatMap(object -> clients.s3
                        .getObjectAsBytes(r -> r.bucket(name).key(object.key()))
                        .asUtf8String()
                        .lines())
                .toList();
    }

    /** The records in the error output, decoded. */
    List<String> failed() {
        return lines("splunk-failed/").stream()
                .map(line -> new String(
                        Base64.getDecoder().decode(read(line).get("rawData").asText()), StandardCharsets.UTF_8))
                .toList();
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
