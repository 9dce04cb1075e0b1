package io.hydrant.service.s3.embedded.storage;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.hydrant.aws.AwsException;
import io.hydrant.memory.Share;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory for objects of the embedded S3. Bytes count, and about what the rest of a version, an upload, a part and a
 * bucket takes. Thread-safe.
 */
public final class ObjectRoom {
    /** For what is kept elsewhere. */
    public static final ObjectRoom UNBOUNDED = new ObjectRoom(Share.unbounded("objects"));

    /** About what a bucket, a version or a part takes besides its texts. */
    public static final long EACH = 512;

    private static final long EACH_TEXT = 64;
    private static final Logger log = LoggerFactory.getLogger(ObjectRoom.class);

    private final Share share;
    private final AtomicBoolean told = new AtomicBoolean();

    /** {@code share} is what may be used. */
    public ObjectRoom(Share share) {
        this.share = share;
    }

    /**
     * Takes {@code bytes}. The log tells the first refusal after the room was at most half used.
     *
     * @throws AwsException {@code SlowDown} when they do not fit
     */
    public void take(long bytes) {
        if (share.take(bytes)) {
            return;
        }
        if (told.compareAndSet(false, true)) {
            log.warn(
                    "The embedded S3 is full bytes={} limit={}: raise HYDRANT_S3_BYTES, or keep objects in a folder by HYDRANT_S3_DIR",
                    share.used(),
                    share.limit());
        }
        throw S3Errors.full(share.limit());
    }

    /** Takes {@code bytes} that are few, or whose other owner gives them back at once. */
    public void takeAnyway(long bytes) {
        share.takeAnyway(bytes);
    }

    /** Gives {@code bytes} back. */
    public void give(long bytes) {
        share.give(bytes);
        if (share.used() <= share.limit() / 2) {
            told.set(false);
        }
    }

    /**
     * Takes or gives the difference.
     *
     * @throws AwsException {@code SlowDown}
     */
    public void change(long before, long after) {
        if (after > before) {
            take(after - before);
        } else {
            give(before - after);
        }
    }

    /** What an object takes besides its bytes. */
    public static long headOf(StoredObject object) {
        return headOf(object.key(), object.properties());
    }

    /** What an object or upload takes besides its bytes. */
    public static long headOf(String key, ObjectProperties properties) {
        return EACH
                + 2L * key.length()
                + textOf(properties.headers())
                + textOf(properties.tags())
                + EACH_TEXT * properties.parts().size();
    }

    private static long textOf(Map<String, String> texts) {
        long sum = 0;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            sum += EACH_TEXT + text.getKey().length() + text.getValue().length();
        }
        return sum;
    }
}
