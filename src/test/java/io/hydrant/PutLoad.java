package io.hydrant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.hydrant.control.HydrantControl;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorParameter;
import software.amazon.awssdk.services.firehose.model.ProcessorParameterName;
import software.amazon.awssdk.services.firehose.model.ProcessorType;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.S3BackupMode;

import static org.assertj.core.api.Assertions.assertThat;

/** Streams of several kinds, the records that clients put to them, and what must be true of those in the end. Thread-safe. */
final class PutLoad {
    /** The streams, with the places that their records go to. */
    private static final Map<String, List<String>> PLACES = Map.of(
            "prompt", List.of("endpoint"),
            "sealed", List.of("sealed"),
            "processed", List.of("processed", "backup"),
            "parts", List.of("parts"));

    private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger records = new AtomicInteger();

    static void createStreams(FirehoseClient firehose, DeliveryHistory history) {
        firehose.createDeliveryStream(
                r -> r.deliveryStreamName("prompt").httpEndpointDestinationConfiguration(c -> c.endpointConfiguration(
                                e -> e.url(history.address() + "/records"))
                        .bufferingHints(h -> h.sizeInMBs(1).intervalInSeconds(0))
                        .retryOptions(o -> o.durationInSeconds(7_200))
                        .s3Configuration(s -> s.bucketARN("arn:aws:s3:::failed")
                                .roleARN("arn:aws:iam::000000000000:role/delivery"))));
        firehose.createDeliveryStream(r -> r.deliveryStreamName("sealed")
                .deliveryStreamEncryptionConfigurationInput(e -> e.keyType(KeyType.AWS_OWNED_CMK))
                .extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::sealed")
                        .roleARN("arn:aws:iam::000000000000:role/delivery")
                        .bufferingHints(h -> h.sizeInMBs(1).intervalInSeconds(0))));
        firehose.createDeliveryStream(r -> r.deliveryStreamName("processed")
                .extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::processed")
                        .roleARN("arn:aws:iam::000000000000:role/delivery")
                        .bufferingHints(h -> h.sizeInMBs(1).intervalInSeconds(1))
                        .s3BackupMode(S3BackupMode.ENABLED)
                        .s3BackupConfiguration(b -> b.bucketARN("arn:aws:s3:::backup")
                                .roleARN("arn:aws:iam::000000000000:role/delivery")
                                .bufferingHints(h -> h.sizeInMBs(1).intervalInSeconds(0)))
                        .processingConfiguration(p -> p.enabled(true)
                                .processors(Processor.builder()
                                        .type(ProcessorType.APPEND_DELIMITER_TO_RECORD)
                                        .build()))));
        firehose.createDeliveryStream(r -> r.deliveryStreamName("parts")
                .extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::parts")
                        .roleARN("arn:aws:iam::000000000000:role/delivery")
                        .prefix("!{partitionKeyFromQuery:part}/")
                        .errorOutputPrefix("failed/")
                        .bufferingHints(h -> h.sizeInMBs(64).intervalInSeconds(60))
                        .dynamicPartitioningConfiguration(d -> d.enabled(true))
                        .processingConfiguration(p -> p.enabled(true)
                                .processors(Processor.builder()
                                        .type(ProcessorType.METADATA_EXTRACTION)
                                        .parameters(
                                                parameter(
                                                        ProcessorParameterName.METADATA_EXTRACTION_QUERY,
                                                        "{part:.part}"),
                                                parameter(ProcessorParameterName.JSON_PARSING_ENGINE, "JQ-1.6"))
                                        .build()))));
    }

    private static ProcessorParameter parameter(ProcessorParameterName name, String value) {
        return ProcessorParameter.builder()
                .parameterName(name)
                .parameterValue(value)
                .build();
    }

    /**
     * Puts some records to one stream, by one call.
     *
     * @param client whose records keep their order
     * @throws software.amazon.awssdk.core.exception.SdkException when they are not acknowledged
     */
    void putSome(FirehoseClient firehose, String client, Random random) {
        List<String> streams = PLACES.keySet().stream().sorted().toList();
        String stream = streams.get(random.nextInt(streams.size()));
        List<String> some = IntStream.range(0, random.nextInt(3) == 0 ? 1 + random.nextInt(30) : 1)
                .mapToObj(i -> "<" + stream + " " + client + " " + records.incrementAndGet() + ">")
                .toList();
        sent.addAll(some);
        put(firehose, stream, some);
        acknowledged
                .computeIfAbsent(stream, any -> ConcurrentHashMap.newKeySet())
                .addAll(some);
    }

    private static void put(FirehoseClient firehose, String stream, List<String> some) {
        if (some.size() == 1) {
            firehose.putRecord(r -> r.deliveryStreamName(stream).record(recordOf(stream, some.get(0))));
        } else {
            List<Record> all = some.stream().map(text -> recordOf(stream, text)).toList();
            assertThat(firehose.putRecordBatch(r -> r.deliveryStreamName(stream).records(all))
                            .failedPutCount())
                    .isZero();
        }
    }

    private static Record recordOf(String stream, String text) {
        String data = stream.equals("parts") ? "{\"part\":" + text.length() % 3 + ",\"text\":\"" + text + "\"}" : text;
        return Record.builder().data(SdkBytes.fromUtf8String(data)).build();
    }

    /** Delivers until all that was acknowledged has arrived, for a while. */
    void flush(HydrantControl control, DeliveryHistory history) {
        for (int i = 0; i < 5 && !missing(history).isEmpty(); i++) {
            control.flush();
        }
    }

    /** Nothing acknowledged is missing, everything is in order, and each record has come under one key. */
    void check(DeliveryHistory history) {
        assertThat(missing(history)).isEmpty();
        PLACES.values()
                .forEach(places -> places.forEach(
                        place -> assertThat(history.doubled(place)).as(place).isEmpty()));
        assertThat(history.changed()).isEmpty();
        assertThat(history.disordered()).isEmpty();
        Set<String> strange = history.records();
        strange.removeAll(sent);
        assertThat(strange).as("never sent").isEmpty();
    }

    private List<String> missing(DeliveryHistory history) {
        List<String> missing = new ArrayList<>();
        acknowledged.forEach((stream, all) -> PLACES.getOrDefault(stream, List.of())
                .forEach(place -> history.missing(all, place).forEach(each -> missing.add(place + " lacks " + each))));
        return missing;
    }
}
