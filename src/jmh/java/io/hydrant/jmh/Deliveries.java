package io.hydrant.jmh;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.hydrant.destination.CpuPermits;
import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.destination.Buckets;
import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.Destination;
import io.hydrant.destination.DestinationContext;
import io.hydrant.destination.LineMembers;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.http.client.Answer;
import io.hydrant.http.client.HttpPoster;
import io.hydrant.memory.Share;
import io.hydrant.receiver.Counterparts;
import io.hydrant.receiver.ReceivedLog;
import io.hydrant.receiver.Receivers;
import io.hydrant.record.PartitionKeys;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.resource.Resources;
import io.hydrant.time.TimeLimit;
import io.hydrant.time.VirtualTime;

/** What the benchmarks of deliveries share: a stream, its batch, and a client that posts a ready body. */
public final class Deliveries implements AutoCloseable {
    private static final StreamVersion ORIGIN =
            new StreamVersion(new Scope(new AccountId("123456789012"), new Region("eu-west-1")), "orders", 1);

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-04T05:06:07Z"));
    private final CpuPermits turns = CpuPermits.ofThisMachine();
    private final HttpPoster poster = new HttpPoster();

    /** A batch of these records. */
    public static RecordBatch batch(List<byte[]> records) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (byte[] record : records) {
            frames.writeBytes(ByteBuffer.allocate(4).putInt(record.length).array());
            frames.writeBytes(record);
        }
        int size = frames.size() - 4 * records.size();
        RecordBuffer.Chunk chunk = new RecordBuffer.Chunk(
                Instant.parse("2026-03-04T05:00:00Z"), 0, records.size(), size, null, frames.toByteArray(), 0, frames.size());
        return new RecordBatch(new UUID(1, 2), List.of(chunk), RecordDecryptor.NOTHING_SEALED);
    }

    /** Says who is asked, with these names. */
    public Counterparts counterparts(Resources resources) {
        return new Counterparts(
                resources, poster, new Receivers(new ReceivedLog(new Share("received", 1 << 20)), time, turns));
    }

    /** What a destination is opened with. */
    public DestinationContext context() {
        return new DestinationContext(ORIGIN, time, time, new NoBuckets(), PartitionKeys.NONE, turns);
    }

    /** Delivers a batch, and fails if not all of it arrives. */
    public static DeliveryResult deliver(Destination destination, RecordBatch batch) {
        DeliveryResult result = destination.begin().attempt(batch);
        if (!(result instanceof DeliveryResult.Delivered)) {
            throw new IllegalStateException(result.toString());
        }
        return result;
    }

    /** Posts a ready body. */
    public Answer post(URI url, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return poster.post(
                request, 64 << 20, new TimeLimit(time, time, Duration.ofMinutes(3), "time out", ORIGIN.arn()));
    }

    @Override
    public void close() {
        poster.close();
    }

    /** No records fail here. */
    private static final class NoBuckets implements Buckets {
        @Override
        public Destination open(S3Bucket bucket, StreamVersion origin, Purpose purpose, PartitionKeys partition) {
            throw new IllegalStateException();
        }

        @Override
        public Destination openForLines(S3Bucket bucket, StreamVersion origin, String errorOutputType) {
            throw new IllegalStateException();
        }

        @Override
        public Destination openForFailures(
                S3Bucket bucket,
                StreamVersion origin,
                String errorOutputType,
                LineMembers members,
                Destination.Failure failure) {
            throw new IllegalStateException();
        }
    }
}
