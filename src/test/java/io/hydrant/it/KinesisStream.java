package io.hydrant.it;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamType;
import software.amazon.awssdk.services.firehose.model.ExtendedS3DestinationConfiguration;
import software.amazon.awssdk.services.firehose.model.HttpEndpointDestinationConfiguration;
import software.amazon.awssdk.services.firehose.model.KinesisStreamSourceConfiguration;
import software.amazon.awssdk.services.firehose.model.Processor;

/** A delivery stream that reads a Kinesis stream into a bucket of its own name, and what its bucket holds. */
final class KinesisStream {
    private final ClientsOf clients;
    private final String name;
    private final ProcessingStream bucket;

    KinesisStream(ClientsOf clients, String name) {
        this.clients = clients;
        this.name = name;
        this.bucket = new ProcessingStream(clients, name);
    }

    private static KinesisStreamSourceConfiguration source(String arn) {
        return KinesisStreamSourceConfiguration.builder()
                .kinesisStreamARN(arn)
                .roleARN(ProcessingStream.ROLE)
                .build();
    }

    /** Creates bucket and stream. */
    KinesisStream create(String sourceArn, Processor... processors) {
        makeBucket();
        return createWithoutBucket(sourceArn, processors);
    }

    KinesisStream createWithoutBucket(String sourceArn, Processor... processors) {
        ExtendedS3DestinationConfiguration.Builder destination = ExtendedS3DestinationConfiguration.builder()
                .roleARN(ProcessingStream.ROLE)
                .bucketARN("arn:aws:s3:::" + name);
        if (processors.length > 0) {
            destination.processingConfiguration(ProcessingStream.processing(processors));
        }
        clients.firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                .deliveryStreamType(DeliveryStreamType.KINESIS_STREAM_AS_SOURCE)
                .kinesisStreamSourceConfiguration(source(sourceArn))
                .extendedS3DestinationConfiguration(destination.build()));
        return this;
    }

    /** Creates bucket and stream; what an endpoint does not take comes into the bucket. */
    KinesisStream createToHttp(String sourceArn, String url) {
        makeBucket();
        HttpEndpointDestinationConfiguration destination = HttpEndpointDestinationConfiguration.builder()
                .endpointConfiguration(e -> e.url(url))
                .roleARN(ProcessingStream.ROLE)
                .s3Configuration(s -> s.roleARN(ProcessingStream.ROLE).bucketARN("arn:aws:s3:::" + name))
                .build();
        clients.firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                .deliveryStreamType(DeliveryStreamType.KINESIS_STREAM_AS_SOURCE)
                .kinesisStreamSourceConfiguration(source(sourceArn))
                .httpEndpointDestinationConfiguration(destination));
        return this;
    }

    void makeBucket() {
        clients.s3.createBucket(r -> r.bucket(name));
    }

    /** The texts of all objects, in the order of their keys. */
    String all() {
        Map<String, String> folders = bucket.folders();
        return String.join("", folders.values());
    }

    /** The lines of error outputs under a folder. */
    List<JsonNode> lines(String folder) {
        return bucket.failures(folder);
    }
}
