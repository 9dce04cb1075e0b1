package io.hydrant.destination.s3;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

import io.hydrant.destination.Prefix;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.record.PartitionKeys;

/**
 * The keys of the objects that Firehose writes: {@code <prefix><stream>-<version>-yyyy-MM-dd-HH-mm-ss-<uuid><extension>}.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html">Amazon S3 object name format</a>
 */
final class ObjectKey {
    private static final DateTimeFormatter TIME_PATH = DateTimeFormatter.ofPattern("yyyy/MM/dd/HH/", Locale.ROOT);
    private static final DateTimeFormatter SUFFIX_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss", Locale.ROOT);
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private ObjectKey() {}

    /**
     * The key of an object of records as they were put.
     *
     * @param partition the keys of the records
     * @param oldest when the oldest record in the object arrived
     * @param ids one for the key, and one for each random string in the prefix
     * @throws IllegalArgumentException if the prefix is too long, in a sentence that helps
     */
    static String ofRecords(
            S3Bucket bucket, StreamVersion origin, PartitionKeys partition, Instant oldest, Supplier<UUID> ids) {
        ZonedDateTime time = oldest.atZone(bucket.zone());
        Prefix prefix = Prefix.parse("Prefix", bucket.prefix().orElse(""));
        String evaluated = evaluate("Prefix", prefix, time, "", partition, ids);
        return (prefix.hasExpressions() ? evaluated : evaluated + TIME_PATH.format(time))
                + suffix(bucket, origin, time, ids.get());
    }

    /**
     * The key of an object of records that could not be delivered.
     *
     * <p>Without ErrorOutputPrefix they go beside the others; behind one without expressions comes the same path: a guess,
     * as the documents speak of the first case only.
     *
     * @param errorOutputType such as {@code http-endpoint-failed}
     * @throws IllegalArgumentException if the prefix is too long, in a sentence that helps
     */
    static String ofFailures(
            S3Bucket bucket, String errorOutputType, StreamVersion origin, Instant oldest, Supplier<UUID> ids) {
        ZonedDateTime time = oldest.atZone(bucket.zone());
        String member = bucket.errorOutputPrefix().isPresent() ? "ErrorOutputPrefix" : "Prefix";
        Prefix prefix = Prefix.parse(
                "ErrorOutputPrefix",
                bucket.errorOutputPrefix().or(bucket::prefix).orElse(""));
        String evaluated = evaluate(member, prefix, time, errorOutputType, PartitionKeys.NONE, ids);
        return (prefix.hasErrorOutputType() ? evaluated : evaluated + errorOutputType + '/' + TIME_PATH.format(time))
                + suffix(bucket, origin, time, ids.get());
    }

    private static String evaluate(
            String member,
            Prefix prefix,
            ZonedDateTime time,
            String errorOutputType,
            PartitionKeys partition,
            Supplier<UUID> ids) {
        String evaluated = prefix.evaluate(time, errorOutputType, partition, () -> randomString(ids.get()));
        if (evaluated.length() > Prefix.LONGEST) {
            throw new IllegalArgumentException(member + " has " + evaluated.length()
                    + " characters once its expressions are evaluated; at most " + Prefix.LONGEST
                    + " are allowed. Shorten it with UpdateDestination.");
        }
        return evaluated;
    }

    private static String suffix(S3Bucket bucket, StreamVersion origin, ZonedDateTime time, UUID id) {
        String extension =
                bucket.fileExtension().orElse(Encoding.of(bucket.compression()).extension());
        return origin.stream() + '-' + origin.version() + '-' + SUFFIX_TIME.format(time) + '-' + id + extension;
    }

    /** Eleven letters and digits; which characters AWS uses is not documented. */
    private static String randomString(UUID random) {
        char[] text = new char[Prefix.RANDOM_LENGTH];
        long bits = random.getMostSignificantBits();
        for (int i = 0; i < text.length; i++) {
            if (i == text.length / 2) {
                bits = random.getLeastSignificantBits();
            }
            text[i] = ALPHABET.charAt((int) Long.remainderUnsigned(bits, ALPHABET.length()));
            bits = Long.divideUnsigned(bits, ALPHABET.length());
        }
        return new String(text);
    }
}
