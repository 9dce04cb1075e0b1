package io.hydrant.destination.s3;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.hydrant.destination.CompressionFormat;
import org.xerial.snappy.SnappyHadoopCompatibleOutputStream;
import org.xerial.snappy.SnappyOutputStream;

/**
 * How an object of one {@link CompressionFormat} is written and labelled. Recorded on AWS by others.
 *
 * @param extension of the key, when the configuration names none
 * @param contentEncoding the object's {@code Content-Encoding}
 */
record Encoding(CompressionFormat format, String extension, Optional<String> contentEncoding) {
    /** Small records reach a compressor in pieces of this size. */
    private static final int PIECE = 1 << 16;

    /** The encoding that {@code format} stands for. */
    static Encoding of(CompressionFormat format) {
        return switch (format) {
            case UNCOMPRESSED -> new Encoding(format, "", Optional.empty());
            case GZIP -> new Encoding(format, ".gz", Optional.of("gzip"));
            case ZIP -> new Encoding(format, ".zip", Optional.of("zip"));
            case SNAPPY -> new Encoding(format, ".snappy", Optional.of("snappy-java"));
            // The guide says .hsnappy; what was recorded on AWS does not.
            case HADOOP_SNAPPY -> new Encoding(format, ".snappy", Optional.of("hadoop-snappy"));
        };
    }

    boolean compresses() {
        return format != CompressionFormat.UNCOMPRESSED;
    }

    /**
     * A stream that writes to {@code target} in this form; complete once it is closed.
     *
     * @param entry the name of the one entry of an archive
     * @param time of that entry
     */
    OutputStream open(OutputStream target, UUID entry, Instant time) throws IOException {
        return switch (format) {
            case UNCOMPRESSED -> target;
            case GZIP -> new BufferedOutputStream(new GZIPOutputStream(target, PIECE), PIECE);
            case ZIP -> new BufferedOutputStream(archive(target, entry, time), PIECE);
            case SNAPPY -> new SnappyOutputStream(target);
            case HADOOP_SNAPPY -> new SnappyHadoopCompatibleOutputStream(target);
        };
    }

    private static OutputStream archive(OutputStream target, UUID entry, Instant time) throws IOException {
        ZipEntry only = new ZipEntry(entry.toString());
        only.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        ZipOutputStream archive = new ZipOutputStream(target);
        archive.putNextEntry(only);
        return archive;
    }
}
