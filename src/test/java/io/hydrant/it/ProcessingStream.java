package io.hydrant.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.ExtendedS3DestinationConfiguration;
import software.amazon.awssdk.services.firehose.model.ProcessingConfiguration;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorParameter;
import software.amazon.awssdk.services.firehose.model.ProcessorType;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.s3.model.S3Object;

import static org.assertj.core.api.Assertions.assertThat;

/** A stream with processors into a bucket of its own name, and what its bucket holds. */
final class ProcessingStream {
    static final String ROLE = "arn:aws:iam::000000000000:role/delivery";

    private final ClientsOf clients;
    private final String name;

    ProcessingStream(ClientsOf clients, String name) {
        this.clients = clients;
        this.name = name;
    }

    static Processor processor(ProcessorType type, String... parameters) {
        List<ProcessorParameter> list = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            String value = parameters[i + 1];
            String parameter = parameters[i];
            list.add(ProcessorParameter.builder()
                    .parameterName(parameter)
                    .parameterValue(value)
                    .build());
        }
        return Processor.builder().type(type).parameters(list).build();
    }

    static Processor query(String query) {
        return processor(
                ProcessorType.METADATA_EXTRACTION, "MetadataExtractionQuery", query, "JsonParsingEngine", "JQ-1.6");
    }

    static ProcessingConfiguration processing(Processor... processors) {
        return ProcessingConfiguration.builder()
                .enabled(true)
                .processors(processors)
                .build();
    }

    /** Creates bucket and stream. */
    ProcessingStream create(Consumer<ExtendedS3DestinationConfiguration.Builder> change, Processor... processors) {
        clients.s3.createBucket(r -> r.bucket(name));
        clients.firehose.createDeliveryStream(r -> r.deliveryStreamName(name).extendedS3DestinationConfiguration(c -> {
            c.roleARN(ROLE).bucketARN("arn:aws:s3:::" + name).processingConfiguration(processing(processors));
            change.accept(c);
        }));
        return this;
    }

    /** Creates bucket and stream; records are sorted by the keys of the prefix. */
    ProcessingStream createSorted(String prefix, Processor... processors) {
        return create(
                c -> c.dynamicPartitioningConfiguration(d -> d.enabled(true))
                        .bufferingHints(h -> h.sizeInMBs(64).intervalInSeconds(300))
                        .prefix(prefix)
                        .errorOutputPrefix("errors/!{firehose:error-output-type}/"),
                processors);
    }

    void put(String... records) {
        put(Stream.of(records)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    void put(byte[]... records) {
        for (int from = 0; from < records.length; from += 500) {
            List<Record> batch = Stream.of(records)
                    .skip(from)
                    .limit(500)
                    .map(bytes ->
                            Record.builder().data(SdkBytes.fromByteArray(bytes)).build())
                    .toList();
            assertThat(clients.firehose
                            .putRecordBatch(r -> r.deliveryStreamName(name).records(batch))
                            .failedPutCount())
                    .isZero();
        }
    }

    /** The texts of all objects by the folder that they stand in, which ends with a slash; in each in the order of their keys. */
    Map<String, String> folders() {
        Map<String, String> texts = new TreeMap<>();
        for (S3Object object :
                clients.s3.listObjectsV2Paginator(r -> r.bucket(name)).contents()) {
            String key = object.key();
            String text =
                    clients.s3.getObjectAsBytes(r -> r.bucket(name).key(key)).asUtf8String();
            texts.merge(key.substring(0, key.lastIndexOf('/') + 1), text, String::concat);
        }
        return texts;
    }

    /** The lines of error outputs under a folder. */
    List<JsonNode> failures(String folder) {
        return folders().entrySet().stream()
                .filter(each -> each.getKey().startsWith(folder))
                .flatMap(each -> each.getValue().lines())
                .map(Workbench::json)
                .toList();
    }

    static byte[] rawData(JsonNode line) {
        return Base64.getDecoder().decode(line.path("rawData").asText());
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
