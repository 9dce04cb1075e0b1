package io.hydrant.service.s3.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Scope;
import io.hydrant.memory.Share;
import io.hydrant.service.s3.ObjectKeys;
import io.hydrant.service.s3.embedded.access.ObjectAccess;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.object.BucketNames;
import io.hydrant.service.s3.embedded.storage.BucketPlace;
import io.hydrant.service.s3.embedded.storage.FolderStorage;
import io.hydrant.service.s3.embedded.storage.LoadedBucket;
import io.hydrant.service.s3.embedded.storage.MemoryStorage;
import io.hydrant.service.s3.embedded.storage.ObjectRoom;
import io.hydrant.service.s3.embedded.storage.Storage;

/**
 * The embedded S3: every account has its own names of buckets, so that accounts cannot get in each other's way. Thread-safe.
 */
public final class EmbeddedS3 {
    private final InstantSource time;
    private final Storage storage;
    private final ObjectAccess access;
    private final Map<AccountId, Map<String, Bucket>> accounts = new ConcurrentHashMap<>();

    /**
     * An S3 with what {@code dir} holds already.
     *
     * @param dir where objects are kept as plain files; empty for memory
     * @param account whose buckets lie directly in {@code dir}
     * @throws UncheckedIOException when the folder cannot be used
     */
    public EmbeddedS3(InstantSource time, Optional<Path> dir, AccountId account) {
        this(time, dir, false, account, ObjectKeys.unasked(), Share.unbounded("objects"));
    }

    /**
     * As the other one.
     *
     * @param forced whether what is in {@code dir} survives a power cut too, as the keys of the KMS do then
     * @param keys asked when an object is encrypted with a customer's key
     * @param memory what may be kept in memory; what lies in {@code dir} does not count
     */
    public EmbeddedS3(
            InstantSource time, Optional<Path> dir, boolean forced, AccountId account, ObjectKeys keys, Share memory) {
        this.time = time;
        this.access = new ObjectAccess(keys, time, dir.isPresent() && !forced);
        try {
            this.storage = dir.isPresent()
                    ? new FolderStorage(dir.get(), account, time, forced)
                    : new MemoryStorage(new ObjectRoom(memory));
            for (LoadedBucket loaded : storage.load()) {
                Bucket bucket = Bucket.restored(loaded, storage, time);
                buckets(bucket.scope().account()).put(bucket.name(), bucket);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the embedded S3 cannot be used: " + S3Errors.told(e), e);
        }
    }

    /**
     * Creates a bucket, or finds it when the account has it already.
     *
     * @throws AwsException {@code InvalidBucketName}, {@code SlowDown}, {@code AccessDenied} when a link or file has its folder's name
     */
    public Bucket createBucket(Scope scope, String name) {
        if (!BucketNames.isValid(name)) {
            throw S3Errors.invalidBucketName(name);
        }
        return buckets(scope.account()).computeIfAbsent(name, absent -> {
            storage.room().take(ObjectRoom.EACH);
            return Bucket.create(new BucketPlace(scope, name), storage, time);
        });
    }

    /** A bucket of {@code account}; empty when there is none of this name. */
    public Optional<Bucket> find(AccountId account, String name) {
        return Optional.ofNullable(buckets(account).get(name));
    }

    /**
     * A bucket of {@code account}.
     *
     * @throws AwsException {@code NoSuchBucket}
     */
    public Bucket bucket(AccountId account, String name) {
        return find(account, name).orElseThrow(() -> S3Errors.noSuchBucket(name));
    }

    /** The buckets of {@code account} by name. */
    public List<Bucket> list(AccountId account) {
        return List.copyOf(new TreeMap<>(buckets(account)).values());
    }

    /**
     * Deletes an empty bucket.
     *
     * @throws AwsException {@code NoSuchBucket}, {@code BucketNotEmpty}
     */
    public void deleteBucket(AccountId account, String name) {
        buckets(account).compute(name, (key, bucket) -> {
            if (bucket == null) {
                throw S3Errors.noSuchBucket(name);
            }
            bucket.vanishIfEmpty();
            return null;
        });
    }

    /** What decides who may write and read objects. */
    public ObjectAccess access() {
        return access;
    }

    /** The time of the clock that can be moved. */
    public Instant now() {
        return time.instant();
    }

    /** Discards all buckets whose owner and Region {@code whose} names, with everything in them. */
    public void reset(Predicate<Scope> whose) {
        for (Map<String, Bucket> buckets : accounts.values()) {
            for (Bucket bucket : List.copyOf(buckets.values())) {
                if (whose.test(bucket.scope()) && buckets.remove(bucket.name(), bucket)) {
                    bucket.vanish();
                }
            }
        }
    }

    private Map<String, Bucket> buckets(AccountId account) {
        return accounts.computeIfAbsent(account, known -> new ConcurrentHashMap<>());
    }
}
