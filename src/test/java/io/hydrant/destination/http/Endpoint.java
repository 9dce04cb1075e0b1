package io.hydrant.destination.http;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.destination.CompressionFormat;
import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.http.client.HttpPoster;
import io.hydrant.record.BufferingHints;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.time.VirtualTime;

/** What the tests configure an endpoint with; time stands still at {@link #NOW}. */
final class Endpoint {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
    static final StreamVersion ORIGIN =
            new StreamVersion(new Scope(new AccountId("123456789012"), new Region("eu-west-1")), "orders", 3);

    final VirtualTime time = new VirtualTime(NOW);
    private final HttpPoster poster;
    private final URI url;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private Optional<String> accessKey = Optional.empty();
    private boolean gzip;
    private long size = 5 << 20;

    Endpoint(HttpPoster poster, URI url) {
        this.poster = poster;
        this.url = url;
    }

    Endpoint accessKey(String key) {
        accessKey = Optional.of(key);
        return this;
    }

    Endpoint gzip() {
        gzip = true;
        return this;
    }

    Endpoint size(long bytes) {
        size = bytes;
        return this;
    }

    Endpoint attribute(String name, String value) {
        attributes.put(name, value);
        return this;
    }

    EndpointSettings spec() {
        BufferingHints hints = new BufferingHints(size, Duration.ofMinutes(5));
        S3Bucket backup = new S3Bucket(
                "bucket",
                Optional.empty(),
                Optional.empty(),
                hints,
                CompressionFormat.UNCOMPRESSED,
                Optional.empty(),
                ZoneOffset.UTC,
                Optional.empty());
        return new EndpointSettings(url, accessKey, gzip, attributes, hints, Duration.ofSeconds(77), backup, false);
    }

    /** Request ids count up from {@code …001}. */
    HttpEndpointDestination open() {
        return new HttpEndpointDestination(
                spec(),
                ORIGIN,
                poster,
                Optional::of,
                time,
                time,
                new CpuPermits(1),
                () -> id(ids.incrementAndGet()),
                failure -> {
                    throw new AssertionError("no error output here");
                });
    }

    static UUID id(int number) {
        return new UUID(0x1111_2222_3333_4444L, 0x8000_0000_0000_0000L + number);
    }

    static RecordBatch batch(String... records) {
        return batch(List.of(records));
    }

    static RecordBatch batch(List<String> records) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (String record : records) {
            byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
            frames.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            frames.writeBytes(bytes);
        }
        Instant arrival = NOW.minusSeconds(300);
        int bytes = frames.size() - 4 * records.size();
        RecordBuffer.Chunk chunk =
                new RecordBuffer.Chunk(arrival, 0, records.size(), bytes, null, frames.toByteArray(), 0, frames.size());
        return new RecordBatch(id(0), List.of(chunk), RecordDecryptor.NOTHING_SEALED);
    }
}
