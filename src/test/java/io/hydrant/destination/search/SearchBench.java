package io.hydrant.destination.search;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.Destination;
import io.hydrant.destination.DestinationContext;
import io.hydrant.destination.LineMembers;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.RecordIds;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.destination.Transfer;
import io.hydrant.http.client.HttpPoster;
import io.hydrant.memory.Share;
import io.hydrant.receiver.Counterparts;
import io.hydrant.receiver.ReceivedLog;
import io.hydrant.receiver.Receivers;
import io.hydrant.record.PartitionKeys;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.resource.ResourceReader;
import io.hydrant.resource.Resources;
import io.hydrant.support.FakeBuckets;
import io.hydrant.time.VirtualTime;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the tests configure a search destination with; time stands still at {@link #NOW}. */
final class SearchBench implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
    static final Instant ARRIVAL = NOW.minusSeconds(300);
    static final String DOMAIN = "arn:aws:es:eu-west-1:123456789012:domain/logs";
    static final StreamVersion ORIGIN =
            new StreamVersion(new Scope(new AccountId("123456789012"), new Region("eu-west-1")), "orders", 3);

    final VirtualTime time = new VirtualTime(NOW);
    final Resources resources = new Resources();
    final ReceivedLog received = new ReceivedLog(new Share("received", 1 << 20));
    final HttpPoster poster = new HttpPoster();

    /** The members of the lines that the error output was asked for. */
    LineMembers members = new LineMembers() {};

    String errorOutputType = "";

    private final Map<String, Object> configuration = new LinkedHashMap<>();
    private final SearchKind kind;

    SearchBench(SearchKind kind) {
        this.kind = kind;
        configuration.put("IndexName", "logs");
        configuration.put("BufferingHints", Map.of("SizeInMBs", 1, "IntervalInSeconds", 60));
        configuration.put("RetryOptions", Map.of("DurationInSeconds", 77));
        configuration.put("S3BackupMode", "FailedDocumentsOnly");
        configuration.put(
                "S3Configuration",
                Map.of(
                        "RoleARN", "arn:aws:iam::123456789012:role/r",
                        "BucketARN", "arn:aws:s3:::bucket",
                        "BufferingHints", Map.of("SizeInMBs", 5, "IntervalInSeconds", 300),
                        "CompressionFormat", "UNCOMPRESSED",
                        "EncryptionConfiguration", Map.of("NoEncryptionConfig", "NoEncryption")));
        if (kind == SearchKind.OPENSEARCH_SERVERLESS) {
            configuration.put("CollectionEndpoint", "https://abc.eu-west-1.aoss.amazonaws.com");
        } else {
            configuration.put("DomainARN", DOMAIN);
            configuration.put("IndexRotationPeriod", "OneDay");
        }
    }

    SearchBench with(String member, Object value) {
        configuration.put(member, value);
        return this;
    }

    SearchBench without(String member) {
        configuration.remove(member);
        return this;
    }

    /** {@code what} stands for {@code name} from now on. */
    SearchBench standIn(String name, String what) {
        resources.put(ResourceReader.read("{\"" + name + "\":\"" + what + "\"}"));
        return this;
    }

    Destination open() {
        Counterparts counterparts =
                new Counterparts(resources, poster, new Receivers(received, time, new CpuPermits(1)));
        return new SearchSpec(SearchSettings.read(kind, configuration), counterparts)
                .open(new DestinationContext(ORIGIN, time, time, new Outputs(), PartitionKeys.NONE, new CpuPermits(1)));
    }

    private final class Outputs implements FakeBuckets {
        @Override
        public Destination open(S3Bucket bucket, StreamVersion origin, Purpose purpose, PartitionKeys partition) {
            throw new AssertionError("No records go to a bucket here");
        }

        @Override
        public Destination openForFailures(
                S3Bucket bucket,
                StreamVersion origin,
                String outputType,
                LineMembers lineMembers,
                Destination.Failure failure) {
            errorOutputType = outputType;
            members = lineMembers;
            return new Destination() {
                @Override
                public Transfer begin() {
                    throw new AssertionError("Nothing is written here");
                }

                @Override
                public Duration retryFor() {
                    return Duration.ZERO;
                }
            };
        }
    }

    static RecordBatch batch(String... records) {
        return batch(List.of(records));
    }

    static RecordBatch batch(List<String> records) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (String record : records) {
            byte[] bytes = record.getBytes(UTF_8);
            frames.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            frames.writeBytes(bytes);
        }
        int bytes = frames.size() - 4 * records.size();
        RecordBuffer.Chunk chunk =
                new RecordBuffer.Chunk(ARRIVAL, 0, records.size(), bytes, null, frames.toByteArray(), 0, frames.size());
        return new RecordBatch(new UUID(0, 1), List.of(chunk), RecordDecryptor.NOTHING_SEALED);
    }

    /** The id of the record at {@code position}. */
    static String id(int position) {
        return new RecordIds(new UUID(0, 1)).of(ARRIVAL, position);
    }

    @Override
    public void close() {
        poster.close();
    }
}
