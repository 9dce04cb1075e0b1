package io.hydrant.destination.s3;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import io.hydrant.destination.CompressionFormat;
import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.Destination;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.Transfer;
import io.hydrant.destination.s3.Buckets.FakeStore;
import io.hydrant.destination.s3.S3Destination.Role;
import io.hydrant.record.PartitionKeys;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.record.RecordFrames;
import io.hydrant.record.RecordSet;
import io.hydrant.service.s3.NewObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyInputStream;

import static io.hydrant.destination.s3.Buckets.ORIGIN;
import static io.hydrant.destination.s3.Buckets.batch;
import static io.hydrant.destination.s3.Buckets.bucket;
import static io.hydrant.destination.s3.Buckets.bytes;
import static io.hydrant.destination.s3.Buckets.means;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class S3DestinationTest {
    private final FakeStore store = new FakeStore();

    @Test
    void writesRecordsJoinedWithNothingBetweenThem() {
        DeliveryResult outcome = destination(bucket()).begin().attempt(batch("{\"a\":1}", "", "zwei\n", "ü"));

        assertThat(store.objects).singleElement().satisfies(object -> {
            assertThat(new String(bytes(object), UTF_8)).isEqualTo("{\"a\":1}zwei\nü");
            assertThat(object.scope()).isEqualTo(ORIGIN.scope());
            assertThat(object.bucket()).isEqualTo("lake");
            assertThat(object.contentType()).isEqualTo("application/octet-stream");
            assertThat(object.contentEncoding()).isEmpty();
            assertThat(object.kmsKeyArn()).isEmpty();
            assertThat(object.key())
                    .matches("2026/02/03/23/orders-7-2026-02-03-23-05-06-[0-9a-f]{8}-[0-9a-f]{4}-4.{21}");
        });
        assertThat(outcome)
                .isEqualTo(new DeliveryResult.Delivered(
                        "s3://lake/" + store.objects.get(0).key(), 14));
    }

    @Test
    void handsPlainRecordsOverInOneArrayOfTheirSize() {
        destination(bucket()).begin().attempt(batch("abc", "de"));

        assertThat(store.objects.get(0).body().parts()).containsExactly("abcde".getBytes(UTF_8));
    }

    @Test
    void keepsTheKeyOverAllAttemptsSoThatARepetitionOverwrites() {
        S3Bucket bucket = bucket("!{firehose:random-string}/", "e/", CompressionFormat.ZIP, null, ZoneOffset.UTC);
        store.refuse("InternalError", 500);
        store.refuse("SlowDown", 503);
        Transfer transfer = destination(bucket).begin();

        DeliveryResult first = transfer.attempt(batch("a"));
        transfer.attempt(batch("a"));
        DeliveryResult third = transfer.attempt(batch("a"));

        assertThat(first).isInstanceOf(DeliveryResult.Failed.class);
        assertThat(third).isInstanceOf(DeliveryResult.Delivered.class);
        assertThat(store.attempted).hasSize(3);
        assertThat(store.attempted.stream().distinct()).hasSize(1);
    }

    @Test
    void givesEveryBatchAKeyOfItsOwn() {
        Destination destination = destination(bucket());

        destination.begin().attempt(batch("a"));
        destination.begin().attempt(batch("a"));

        assertThat(store.attempted).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void namesTheKeyOfServerSideEncryption() {
        S3Bucket plain = bucket();
        String key = "arn:aws:kms:eu-west-1:111122223333:key/k";
        S3Bucket encrypted = new S3Bucket(
                plain.bucket(),
                plain.prefix(),
                plain.errorOutputPrefix(),
                plain.hints(),
                plain.compression(),
                plain.fileExtension(),
                plain.zone(),
                Optional.of(key));

        destination(encrypted).begin().attempt(batch("a"));

        assertThat(store.objects.get(0).kmsKeyArn()).contains(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            FORMAT        | EXTENSION | CONTENT_ENCODING
            UNCOMPRESSED  | ''        |
            GZIP          | .gz       | gzip
            ZIP           | .zip      | zip
            SNAPPY        | .snappy   | snappy-java
            HADOOP_SNAPPY | .snappy   | hadoop-snappy
            """)
    void labelsEachFormAsTheTableSays(CompressionFormat format, String extension, String contentEncoding) {
        destination(bucket(format)).begin().attempt(batch("a"));

        NewObject object = store.objects.get(0);
        assertThat(object.key()).matches(".*-[0-9a-f]{12}" + extension.replace(".", "\\."));
        assertThat(object.contentEncoding()).isEqualTo(Optional.ofNullable(contentEncoding));
        assertThat(object.contentType()).isEqualTo("application/octet-stream");
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingInAnyForm(CompressionFormat format) throws IOException {
        List<byte[]> records = new ArrayList<>();
        Random random = new Random(42);
        for (int size : new int[] {0, 1, 100, 65_535, 65_536, 1_024_000, 7, 3_000_000, 0}) {
            byte[] record = new byte[size];
            random.nextBytes(record);
            records.add(record);
        }
        RecordFrames frames = new RecordFrames();
        records.forEach(frames::add);
        RecordBatch batch = new RecordBatch(
                new UUID(1, 1), List.of(Buckets.chunk(Buckets.ARRIVAL, frames)), RecordDecryptor.NOTHING_SEALED);

        DeliveryResult outcome = destination(bucket(format)).begin().attempt(batch);

        byte[] object = bytes(store.objects.get(0));
        assertThat(opened(format, object)).isEqualTo(joined(records));
        assertThat(((DeliveryResult.Delivered) outcome).bytes()).isEqualTo(object.length);
    }

    @Test
    void putsOneDeflatedEntryNamedByAUuidIntoAZip() throws IOException {
        destination(bucket(CompressionFormat.ZIP)).begin().attempt(batch("aaaa".repeat(100)));

        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes(store.objects.get(0))))) {
            ZipEntry entry = zip.getNextEntry();
            assertThat(UUID.fromString(entry.getName())).hasToString(entry.getName());
            assertThat(entry.getMethod()).isEqualTo(ZipEntry.DEFLATED);
            assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(2026, 2, 3, 23, 5, 6));
            zip.readAllBytes();
            assertThat(zip.getNextEntry()).isNull();
        }
    }

    @Test
    void writesGzipAsOneMember() throws IOException {
        destination(bucket(CompressionFormat.GZIP)).begin().attempt(batch("a", "b", "c"));

        byte[] object = bytes(store.objects.get(0));
        Inflater inflater = new Inflater(true);
        inflater.setInput(object, 10, object.length - 10);
        byte[] inflated = new byte[10];
        assertThat(inflateTo(inflater, inflated)).isEqualTo(3);
        assertThat(inflater.getRemaining()).as("the trailer of the only member").isEqualTo(8);
        inflater.end();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            S3                        | STATUS | FIREHOSE                      | SENTENCE
            NoSuchBucket              | 404    | S3.NoSuchBucket               | The bucket lake does not exist: create it, or correct BucketARN.
            AccessDenied              | 403    | S3.AccessDenied               | must allow s3:PutObject.
            AccountProblem            | 403    | S3.AccountProblem             | The account of the bucket lake has a problem.
            AllAccessDisabled         | 403    | S3.AllAccessDisabled          | has all access disabled
            InvalidPayer              | 403    | S3.InvalidPayer               | requester pays
            NotSignedUp               | 403    | S3.NotSignedUp                | is not signed up for S3
            MethodNotAllowed          | 405    | S3.MethodNotAllowed           | does not allow writing
            KMS.NotFoundException     | 400    | S3.KMS.NotFoundException      | correct AWSKMSKeyARN
            KMS.ThrottlingException   | 400    | S3.KMS.RequestLimitExceeded   | KMS is asked too often
            KMS.DisabledException     | 400    | S3.KMS.DisabledException      | a KMS key that cannot be used
            SlowDown                  | 503    | InternalError                 | The bucket lake could not be written. S3 answered 503 SlowDown: because
            """)
    void triesAgainAfterEveryFailureAndSaysWhatHelps(String code, int status, String firehoseCode, String sentence) {
        store.refuse(code, status);

        DeliveryResult outcome = destination(bucket()).begin().attempt(batch("a"));

        assertThat(outcome).isInstanceOfSatisfying(DeliveryResult.Failed.class, failed -> {
            assertThat(failed.errorCode()).isEqualTo(firehoseCode);
            assertThat(failed.message()).contains(sentence).endsWith("because");
            assertThat(failed.next()).isEqualTo(DeliveryResult.Next.RETRY);
            assertThat(failed.failed()).isEqualTo(RecordSet.all(1));
            assertThat(failed.location()).isEqualTo("s3://lake/" + store.attempted.get(0));
        });
    }

    @Test
    void saysThatItIsTheBackupThatFails() {
        store.refuse("NoSuchBucket", 404);

        DeliveryResult outcome = new S3Destination(bucket(), ORIGIN, means(store), Role.BACKUP, PartitionKeys.NONE)
                .begin()
                .attempt(batch("a"));

        assertThat(((DeliveryResult.Failed) outcome).message()).startsWith("The backup bucket lake does not exist");
    }

    @Test
    void triesForADayAndHasNoErrorOutput() {
        Destination destination = destination(bucket());

        assertThat(destination.retryFor()).isEqualTo(Duration.ofHours(24));
        assertThat(destination.errorOutput(new Destination.Failure("c", "m", 1, Buckets.ARRIVAL)))
                .isEmpty();
    }

    @Test
    void failsWithoutAskingTheStoreWhenThePrefixIsTooLong() {
        S3Bucket bucket = bucket("p".repeat(513), null, CompressionFormat.UNCOMPRESSED, null, ZoneOffset.UTC);

        DeliveryResult outcome = destination(bucket).begin().attempt(batch("a"));

        assertThat(outcome).isInstanceOfSatisfying(DeliveryResult.Failed.class, failed -> {
            assertThat(failed.errorCode()).isEqualTo("InternalError");
            assertThat(failed.message()).contains("513", "512", "UpdateDestination");
            assertThat(failed.next()).isEqualTo(DeliveryResult.Next.RETRY);
        });
        assertThat(store.attempted).isEmpty();
    }

    private Destination destination(S3Bucket bucket) {
        return new S3Destination(bucket, ORIGIN, means(store), Role.DATA, PartitionKeys.NONE);
    }

    private static byte[] joined(List<byte[]> records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        records.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] opened(CompressionFormat format, byte[] object) throws IOException {
        return switch (format) {
            case UNCOMPRESSED -> object;
            case GZIP -> all(new GZIPInputStream(new ByteArrayInputStream(object)));
            case ZIP -> {
                ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(object));
                zip.getNextEntry();
                yield all(zip);
            }
            case SNAPPY -> all(new SnappyInputStream(new ByteArrayInputStream(object)));
            case HADOOP_SNAPPY -> hadoop(object);
        };
    }

    private static byte[] all(InputStream in) throws IOException {
        try (in) {
            return in.readAllBytes();
        }
    }

    /** Hadoop's block form, read by hand: the length in the clear, then pieces of it, each with its packed length. */
    private static byte[] hadoop(byte[] object) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(object))) {
            while (in.available() > 0) {
                int left = in.readInt();
                while (left > 0) {
                    byte[] piece = Snappy.uncompress(in.readNBytes(in.readInt()));
                    out.writeBytes(piece);
                    left -= piece.length;
                }
            }
        }
        return out.toByteArray();
    }

    private static int inflateTo(Inflater inflater, byte[] target) throws IOException {
        try {
            return inflater.inflate(target);
        } catch (DataFormatException e) {
            throw new IOException(e);
        }
    }
}
