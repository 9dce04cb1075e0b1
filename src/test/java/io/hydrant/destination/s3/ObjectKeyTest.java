package io.hydrant.destination.s3;

import java.time.ZoneId;
import java.util.UUID;

import io.hydrant.destination.CompressionFormat;
import io.hydrant.destination.S3Bucket;
import io.hydrant.record.PartitionKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.hydrant.destination.s3.Buckets.ARRIVAL;
import static io.hydrant.destination.s3.Buckets.ORIGIN;
import static io.hydrant.destination.s3.Buckets.bucket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Records that arrived at 2026-02-03T23:05:06.789Z, stream orders, version 7. */
class ObjectKeyTest {
    private static final UUID ID = UUID.fromString("ABCDEF00-1111-4222-8333-444455556666");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            quoteCharacter = '"',
            textBlock =
                    """
            PREFIX                     | ZONE         | COMPRESSION   | EXTENSION | KEY BEFORE THE UUID AND BEHIND IT                                | SOURCE
                                       | UTC          | UNCOMPRESSED  |           | 2026/02/03/23/orders-7-2026-02-03-23-05-06-#                     | 5.2 key, default prefix, version, time of the oldest
            in/                        | UTC          | UNCOMPRESSED  |           | in/2026/02/03/23/orders-7-2026-02-03-23-05-06-#                  | 5.2 static prefix
            in                         | UTC          | UNCOMPRESSED  |           | in2026/02/03/23/orders-7-2026-02-03-23-05-06-#                   | 5.2 no slash is inserted
            d=!{timestamp:yyyy-MM-dd}/ | UTC          | UNCOMPRESSED  |           | d=2026-02-03/orders-7-2026-02-03-23-05-06-#                      | 5.2 no time path behind an expression
            !{timestamp:HH}            | UTC          | UNCOMPRESSED  |           | 23orders-7-2026-02-03-23-05-06-#                                 | 5.2 no slash is inserted
                                       | Asia/Kolkata | UNCOMPRESSED  |           | 2026/02/04/04/orders-7-2026-02-04-04-35-06-#                     | 5.2 CustomTimeZone in prefix and suffix
            !{timestamp:dd/HH}/        | Asia/Kolkata | UNCOMPRESSED  |           | 04/04/orders-7-2026-02-04-04-35-06-#                             | 5.2 CustomTimeZone in prefix and suffix
                                       | UTC          | GZIP          |           | 2026/02/03/23/orders-7-2026-02-03-23-05-06-#.gz                  | 5.2 compression
                                       | UTC          | ZIP           |           | 2026/02/03/23/orders-7-2026-02-03-23-05-06-#.zip                 | 5.2 compression
                                       | UTC          | SNAPPY        |           | 2026/02/03/23/orders-7-2026-02-03-23-05-06-#.snappy              | 5.2 compression
                                       | UTC          | HADOOP_SNAPPY |           | 2026/02/03/23/orders-7-2026-02-03-23-05-06-#.snappy              | 5.2 compression
                                       | UTC          | GZIP          | .json.z   | 2026/02/03/23/orders-7-2026-02-03-23-05-06-#.json.z              | 5.2 FileExtension replaces the other
                                       | UTC          | UNCOMPRESSED  | .json     | 2026/02/03/23/orders-7-2026-02-03-23-05-06-#.json                | 5.2 FileExtension
            """)
    void namesRecordsAsFirehoseDoes(
            String prefix, String zone, CompressionFormat compression, String extension, String key, String source) {
        S3Bucket bucket = bucket(prefix, null, compression, extension, ZoneId.of(zone));

        assertThat(ObjectKey.ofRecords(bucket, ORIGIN, PartitionKeys.NONE, ARRIVAL, () -> ID))
                .as(source)
                .isEqualTo(key.replace("#", "abcdef00-1111-4222-8333-444455556666"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            quoteCharacter = '"',
            textBlock =
                    """
            PREFIX            | ERROR_PREFIX                                           | ZONE         | KEY BEFORE THE SUFFIX                    | SOURCE
                              |                                                        | UTC          | http-endpoint-failed/2026/02/03/23/      | 5.3 without both
            in/               |                                                        | UTC          | in/http-endpoint-failed/2026/02/03/23/   | 5.3 without ErrorOutputPrefix
            in                |                                                        | UTC          | inhttp-endpoint-failed/2026/02/03/23/    | 5.3 no slash is inserted
            in/               | e/!{firehose:error-output-type}/                       | UTC          | e/http-endpoint-failed/                  | 5.3 no time path behind an expression
            !{timestamp:yyyy} | !{timestamp:yyyy}/!{firehose:error-output-type}/       | UTC          | 2026/http-endpoint-failed/               | 5.3 timestamp in both prefixes
                              | !{firehose:error-output-type}!{timestamp:'/at/'HH'/'}  | Asia/Kolkata | http-endpoint-failed/at/04/              | 5.2 CustomTimeZone
            in/               | e/                                                     | UTC          | e/http-endpoint-failed/2026/02/03/23/    | guess: static error prefix
            """)
    void namesFailuresAsFirehoseDoes(String prefix, String errorPrefix, String zone, String start, String source) {
        S3Bucket bucket = bucket(prefix, errorPrefix, CompressionFormat.UNCOMPRESSED, null, ZoneId.of(zone));

        assertThat(ObjectKey.ofFailures(bucket, "http-endpoint-failed", ORIGIN, ARRIVAL, () -> ID))
                .as(source)
                .startsWith(start + "orders-7-2026-02-0")
                .endsWith("-abcdef00-1111-4222-8333-444455556666");
    }

    @Test
    void drawsElevenRandomCharactersForEachOccurrence() {
        S3Bucket bucket = bucket(
                "!{firehose:random-string}/!{firehose:random-string}/",
                "e/",
                CompressionFormat.UNCOMPRESSED,
                null,
                ZoneId.of("UTC"));

        String key = ObjectKey.ofRecords(bucket, ORIGIN, PartitionKeys.NONE, ARRIVAL, UUID::randomUUID);

        String[] parts = key.split("/");
        assertThat(parts).hasSize(3);
        assertThat(parts[0]).matches("[A-Za-z0-9]{11}").isNotEqualTo(parts[1]);
        assertThat(parts[1]).matches("[A-Za-z0-9]{11}");
        assertThat(parts[2]).startsWith("orders-7-");
    }

    @Test
    void allowsPrefixesOf512EvaluatedCharactersAndNoMore() {
        S3Bucket longest = bucket(
                "p".repeat(509) + "!{timestamp:EEE}", null, CompressionFormat.UNCOMPRESSED, null, ZoneId.of("UTC"));
        S3Bucket tooLong = bucket(
                "p".repeat(506) + "!{timestamp:EEEE}", null, CompressionFormat.UNCOMPRESSED, null, ZoneId.of("UTC"));
        S3Bucket errorTooLong = bucket(
                null,
                "e".repeat(493) + "!{firehose:error-output-type}",
                CompressionFormat.UNCOMPRESSED,
                null,
                ZoneId.of("UTC"));

        assertThat(ObjectKey.ofRecords(longest, ORIGIN, PartitionKeys.NONE, ARRIVAL, () -> ID))
                .startsWith("p".repeat(509) + "Tueorders-");
        assertThatThrownBy(() -> ObjectKey.ofRecords(tooLong, ORIGIN, PartitionKeys.NONE, ARRIVAL, () -> ID))
                .hasMessageStartingWith("Prefix has 513 characters once its expressions are evaluated; at most 512");
        assertThatThrownBy(() -> ObjectKey.ofFailures(errorTooLong, "http-endpoint-failed", ORIGIN, ARRIVAL, () -> ID))
                .hasMessageStartingWith("ErrorOutputPrefix has 513 characters");
    }
}
