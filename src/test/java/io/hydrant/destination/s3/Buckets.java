package io.hydrant.destination.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.destination.CompressionFormat;
import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.record.BufferingHints;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.record.RecordFrames;
import io.hydrant.service.s3.NewObject;
import io.hydrant.service.s3.ObjectStore;
import io.hydrant.service.s3.S3Exception;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the tests of this room share. */
final class Buckets {
    static final StreamVersion ORIGIN =
            new StreamVersion(new Scope(new AccountId("111122223333"), new Region("eu-west-1")), "orders", 7);
    static final Instant ARRIVAL = Instant.parse("2026-02-03T23:05:06.789Z");

    private Buckets() {}

    static S3Bucket bucket() {
        return bucket(null, null, CompressionFormat.UNCOMPRESSED, null, ZoneOffset.UTC);
    }

    static S3Bucket bucket(CompressionFormat compression) {
        return bucket(null, null, compression, null, ZoneOffset.UTC);
    }

    static S3Bucket bucket(
            @Nullable String prefix,
            @Nullable String errorPrefix,
            CompressionFormat compression,
            @Nullable String extension,
            ZoneId zone) {
        return new S3Bucket(
                "lake",
                Optional.ofNullable(prefix),
                Optional.ofNullable(errorPrefix),
                new BufferingHints(1 << 20, Duration.ofMinutes(1)),
                compression,
                Optional.ofNullable(extension),
                zone,
                Optional.empty());
    }

    /** Counted ids, and a turn for everyone. */
    static S3Destination.Means means(ObjectStore store) {
        return new S3Destination.Means(store, countedIds(), new CpuPermits(1));
    }

    /** 00000000-0000-4000-8000-000000000001 and so on. */
    static Supplier<UUID> countedIds() {
        AtomicLong next = new AtomicLong();
        return () -> new UUID(0x4000L, 0x8000000000000000L | next.incrementAndGet());
    }

    /** One piece a record, a second apart, the first at {@link #ARRIVAL}. */
    static RecordBatch batch(String... records) {
        List<RecordBuffer.Chunk> chunks = new ArrayList<>();
        for (String record : records) {
            RecordFrames frames = new RecordFrames();
            frames.add(record.getBytes(UTF_8));
            chunks.add(chunk(ARRIVAL.plusSeconds(chunks.size()), frames));
        }
        return new RecordBatch(new UUID(1, 2), chunks, RecordDecryptor.NOTHING_SEALED);
    }

    /** What one put brought. */
    static RecordBuffer.Chunk chunk(Instant arrival, RecordFrames frames) {
        int count = frames.count();
        return new RecordBuffer.Chunk(
                arrival, 0, count, frames.bytesOf(count), null, frames.data(), 0, frames.lengthOf(count));
    }

    static byte[] bytes(NewObject object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            object.body().writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Keeps what is put; refuses first as often as it was told to. */
    static final class FakeStore implements ObjectStore {
        final List<NewObject> objects = new ArrayList<>();
        final List<String> attempted = new ArrayList<>();
        private final Deque<S3Exception> refusals = new ArrayDeque<>();

        void refuse(String code, int status) {
            refusals.add(new S3Exception(code, status, "because"));
        }

        @Override
        public void put(NewObject object) {
            attempted.add(object.key());
            if (!refusals.isEmpty()) {
                throw refusals.remove();
            }
            objects.add(object);
        }
    }
}
