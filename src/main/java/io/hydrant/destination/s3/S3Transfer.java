package io.hydrant.destination.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.Transfer;
import io.hydrant.destination.s3.S3Destination.Target;
import io.hydrant.record.RecordBatch;
import io.hydrant.service.s3.NewObject;
import io.hydrant.service.s3.ObjectBody;
import io.hydrant.service.s3.S3Exception;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.SnappyError;

/** One batch's object. The key is made in the first attempt and kept, so that a repetition overwrites what may be there. */
final class S3Transfer implements Transfer {
    private static final String CONTENT_TYPE = "application/octet-stream";

    private static final String KEY = "key";
    private static final String ENTRY = "entry";

    private final Target target;
    private final ObjectContent content;
    private final Function<Instant, String> newKey;
    private final UUID entry;
    private @Nullable String key;

    S3Transfer(Target target, ObjectContent content, Function<Instant, String> newKey) {
        this(target, content, newKey, Map.of());
    }

    /** @param settled what {@link #settle} answered in a process before this one, or nothing */
    S3Transfer(Target target, ObjectContent content, Function<Instant, String> newKey, Map<String, String> settled) {
        this.target = target;
        this.content = content;
        this.newKey = newKey;
        String name = settled.get(ENTRY);
        this.entry = name == null ? target.means().ids().get() : UUID.fromString(name);
        this.key = settled.get(KEY);
    }

    @Override
    public Map<String, String> settle(Instant oldestArrival) {
        try {
            key = key == null ? newKey.apply(oldestArrival) : key;
        } catch (IllegalArgumentException badPrefix) {
            return Map.of(ENTRY, entry.toString()); // the attempt says why
        }
        return Map.of(ENTRY, entry.toString(), KEY, key);
    }

    @Override
    public DeliveryResult attempt(RecordBatch remaining) {
        String objectKey = key;
        if (objectKey == null) {
            try {
                objectKey = newKey.apply(remaining.oldestArrival());
            } catch (IllegalArgumentException badPrefix) {
                return failed(remaining, "", S3Failures.INTERNAL, String.valueOf(badPrefix.getMessage()));
            }
            key = objectKey;
        }
        try {
            ObjectBody body = target.means().turns().take(() -> body(remaining));
            target.means().store().put(object(objectKey, body));
            return new DeliveryResult.Delivered(location(objectKey), body.length());
        } catch (S3Exception refused) {
            return failed(
                    remaining,
                    objectKey,
                    S3Failures.code(refused),
                    S3Failures.sentence(refused, target.role(), target.bucket().bucket()));
        } catch (UncheckedIOException | IOException | SnappyError | LinkageError e) {
            return failed(remaining, objectKey, S3Failures.INTERNAL, S3Failures.notCompressed(encoding(), e));
        }
    }

    private ObjectBody body(RecordBatch batch) throws IOException {
        Encoding encoding = encoding();
        ByteChunks chunks = new ByteChunks(encoding.compresses() ? 0 : content.length(batch));
        try (OutputStream out = encoding.open(chunks, entry, batch.oldestArrival())) {
            content.write(batch, out);
        }
        return chunks.body();
    }

    private NewObject object(String objectKey, ObjectBody body) {
        return new NewObject(
                target.origin().scope(),
                target.bucket().bucket(),
                objectKey,
                body,
                CONTENT_TYPE,
                encoding().contentEncoding(),
                target.bucket().kmsKeyArn(),
                target.bucket().roleArn(),
                Optional.of(target.origin().scope().arn("firehose", "deliverystream/" + target.origin().stream())));
    }

    private Encoding encoding() {
        return Encoding.of(target.bucket().compression());
    }

    /** An object is written as a whole or not at all. */
    private DeliveryResult failed(RecordBatch records, String objectKey, String code, String message) {
        return new DeliveryResult.Failed(
                location(objectKey), code, message, DeliveryResult.Next.RETRY, records.positions());
    }

    private String location(String objectKey) {
        return "s3://" + target.bucket().bucket() + '/' + objectKey;
    }
}
