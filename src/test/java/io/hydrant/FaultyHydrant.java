package io.hydrant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.config.Settings;
import io.hydrant.fault.Faults;
import io.hydrant.fault.Hop;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorParameter;
import software.amazon.awssdk.services.firehose.model.ProcessorParameterName;
import software.amazon.awssdk.services.firehose.model.ProcessorType;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.S3DestinationConfiguration;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A Hydrant whose clock stands and in which calls fail, with a bucket and with clients that try once. */
final class FaultyHydrant implements AutoCloseable {
    static final String ACCOUNT = "000000000000";
    static final String BUCKET = "bucket";
    static final String FUNCTION = "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:enrich";
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/delivery";

    private static final ObjectMapper JSON = new ObjectMapper();

    final ScriptedFaults faults = new ScriptedFaults();
    final Hydrant hydrant;
    final FirehoseClient firehose;
    final KmsClient kms;
    final S3Client s3;

    FaultyHydrant() {
        this(true);
    }

    /** @param scripted whether calls fail as {@link #faults} says; otherwise by the rules of the control API */
    FaultyHydrant(boolean scripted) {
        hydrant = Hydrant.start(
                ((Settings.Result.Run) Settings.parse(Map.of(), List.of("--port", "0"))).config(),
                scripted ? faults : Faults.NONE);
        firehose = client(FirehoseClient.builder());
        kms = client(KmsClient.builder());
        s3 = client(S3Client.builder().forcePathStyle(true));
        hydrant.control().freeze(true);
        s3.createBucket(b -> b.bucket(BUCKET));
    }

    /** A client that tries once, however the first try ends. */
    <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder, ExecutionInterceptor... interceptors) {
        return builder.httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(c -> c.retryStrategy(RetryMode.STANDARD)
                        .retryStrategy(strategy -> strategy.maxAttempts(1))
                        .executionInterceptors(List.of(interceptors)))
                .build();
    }

    URI endpoint() {
        return hydrant.endpoint();
    }

    void advance(Duration span) {
        hydrant.control().advance(span);
    }

    /** A stream that delivers to the bucket. */
    void createStream(String name) {
        firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                .extendedS3DestinationConfiguration(
                        c -> c.bucketARN("arn:aws:s3:::" + BUCKET).roleARN(ROLE)));
    }

    /** A stream whose records go through {@link #FUNCTION}; those that fail go to {@code errors/}, the others to {@code data/}. */
    void createStreamWithFunction(String name) {
        Processor function = Processor.builder()
                .type(ProcessorType.LAMBDA)
                .parameters(List.of(ProcessorParameter.builder()
                        .parameterName(ProcessorParameterName.LAMBDA_ARN)
                        .parameterValue(FUNCTION)
                        .build()))
                .build();
        firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                .extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::" + BUCKET)
                        .roleARN(ROLE)
                        .bufferingHints(b -> b.intervalInSeconds(60).sizeInMBs(1))
                        .errorOutputPrefix("errors/")
                        .prefix("data/")
                        .processingConfiguration(p -> p.enabled(true).processors(List.of(function)))));
    }

    /** What a function answers that lets every record through. */
    static String passed(String event) {
        return event.replace("\"approximateArrivalTimestamp\"", "\"result\":\"Ok\",\"approximateArrivalTimestamp\"");
    }

    /** A stream to an endpoint, to a search domain or to a Splunk collector; the last two are receivers of Hydrant's own. */
    void createStream(String name, Hop hop, URI endpoint, int retrySeconds) {
        S3DestinationConfiguration bucket = S3DestinationConfiguration.builder()
                .bucketARN("arn:aws:s3:::" + BUCKET)
                .roleARN(ROLE)
                .build();
        switch (hop) {
            case HTTP ->
                firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                        .httpEndpointDestinationConfiguration(d -> d.endpointConfiguration(
                                        e -> e.url(endpoint.toString()))
                                .retryOptions(o -> o.durationInSeconds(retrySeconds))
                                .bufferingHints(b -> b.intervalInSeconds(60).sizeInMBs(1))
                                .s3Configuration(bucket)));
            case OPENSEARCH ->
                firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                        .amazonopensearchserviceDestinationConfiguration(d -> d.domainARN(
                                        "arn:aws:es:us-east-1:" + ACCOUNT + ":domain/logs")
                                .roleARN(ROLE)
                                .indexName("logs")
                                .retryOptions(o -> o.durationInSeconds(retrySeconds))
                                .bufferingHints(b -> b.intervalInSeconds(60).sizeInMBs(1))
                                .s3Configuration(bucket)));
            case SPLUNK ->
                firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                        .splunkDestinationConfiguration(d -> d.hecEndpoint("https://acme.splunkcloud.com:443")
                                .hecEndpointType("Raw")
                                .hecToken("token")
                                .retryOptions(o -> o.durationInSeconds(retrySeconds))
                                .bufferingHints(b -> b.intervalInSeconds(60).sizeInMBs(1))
                                .s3Configuration(bucket)));
            default -> throw new IllegalArgumentException("No destination: " + hop);
        }
    }

    void put(String stream, String record) {
        firehose.putRecord(r -> r.deliveryStreamName(stream).record(d -> d.data(SdkBytes.fromUtf8String(record))));
    }

    void putBatch(String stream, String... records) {
        firehose.putRecordBatch(r -> r.deliveryStreamName(stream)
                .records(Stream.of(records)
                        .map(text -> Record.builder()
                                .data(SdkBytes.fromUtf8String(text))
                                .build())
                        .toList()));
    }

    /** The requests that receivers have taken. */
    List<JsonNode> received(String stream) {
        return list(hydrant.control().received(stream), "received");
    }

    /** What lies in the bucket under keys that begin like that, in the order of the keys. */
    List<String> objects(String prefix) {
        List<String> bodies = new ArrayList<>();
        for (S3Object object :
                s3.listObjectsV2(r -> r.bucket(BUCKET).prefix(prefix)).contents()) {
            bodies.add(
                    s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(object.key())).asUtf8String());
        }
        return bodies;
    }

    /** The attempts of the ledger. */
    List<JsonNode> attempts(String stream) {
        return list(hydrant.control().deliveries(stream), "deliveries");
    }

    /** The events of that type, in order. */
    List<JsonNode> events(String stream, String type) {
        return list(hydrant.control().events(stream), "events").stream()
                .filter(event -> event.path("eventName").asText().equals(type))
                .toList();
    }

    /** What waits for the clock. */
    List<String> pending() {
        return list(hydrant.control().clock(), "pending").stream()
                .map(each -> each.path("what").asText())
                .toList();
    }

    /** Waits until something of that name waits for the clock. */
    void awaitPending(String what) {
        while (!pending().contains(what)) {
            Thread.onSpinWait();
        }
    }

    private static List<JsonNode> list(String json, String member) {
        try {
            JsonNode read = JSON.readTree(json).path(member);
            if (!read.isArray()) {
                throw new IllegalStateException("No " + member + " in " + json);
            }
            return StreamSupport.stream(read.spliterator(), false).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        faults.stop(); // a stop of the server delivers what is left
        firehose.close();
        kms.close();
        s3.close();
        hydrant.close();
    }
}
