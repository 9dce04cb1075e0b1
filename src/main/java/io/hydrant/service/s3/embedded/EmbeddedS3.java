package io.hydrant.service.s3.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Arn;
import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Scope;
import io.hydrant.memory.Share;
import io.hydrant.service.s3.NewObject;
import io.hydrant.service.s3.ObjectKeys;
import io.hydrant.service.s3.ObjectStore;
import io.hydrant.service.s3.S3Exception;
import io.hydrant.service.s3.embedded.access.ObjectAccess;
import io.hydrant.service.s3.embedded.access.Requester;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.bucket.DefaultEncryption;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.object.BucketNames;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.MemoryContent;
import io.hydrant.service.s3.embedded.object.ObjectEncryption;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.WriteCondition;
import io.hydrant.service.s3.embedded.storage.BucketPlace;
import io.hydrant.service.s3.embedded.storage.FolderStorage;
import io.hydrant.service.s3.embedded.storage.LoadedBucket;
import io.hydrant.service.s3.embedded.storage.MemoryStorage;
import io.hydrant.service.s3.embedded.storage.ObjectRoom;
import io.hydrant.service.s3.embedded.storage.Storage;

/**
 * The embedded S3: every account has its own names of buckets, so that accounts cannot get in each other's way. As
 * {@link ObjectStore} it takes what deliveries write. Thread-safe.
 */
public final class EmbeddedS3 implements ObjectStore {
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
        this(time, dir, account, ObjectKeys.unasked(), Share.unbounded("objects"));
    }

    /**
     * As the other one.
     *
     * @param keys asked when an object is encrypted with a customer's key
     * @param memory what may be kept in memory; what lies in {@code dir} does not count
     */
    public EmbeddedS3(InstantSource time, Optional<Path> dir, AccountId account, ObjectKeys keys, Share memory) {
        this.time = time;
        this.access = new ObjectAccess(keys, time, dir.isPresent());
        try {
            this.storage = dir.isPresent()
                    ? new FolderStorage(dir.get(), account, time)
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
            Bucket bucket = new Bucket(new BucketPlace(scope, name), time.instant(), storage, time);
            try {
                storage.save(bucket.kept());
            } catch (NotDirectoryException e) {
                throw S3Errors.folderFailed(e);
            } catch (IOException e) {
                throw new UncheckedIOException("A bucket cannot be stored", e);
            }
            return bucket;
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

    /** Writes as Firehose does: in the delivery role, whose denials by the bucket's policy and by KMS count. */
    @Override
    public void put(NewObject object) {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", object.contentType());
        object.contentEncoding().ifPresent(encoding -> headers.put("content-encoding", encoding));
        try {
            Bucket bucket = bucket(object.scope().account(), object.bucket());
            ObjectEncryption wanted =
                    object.kmsKeyArn().map(ObjectEncryption::kms).orElseGet(() -> DefaultEncryption.of(bucket));
            ObjectEncryption encryption = access.write(writer(object), bucket, object.key(), wanted);
            Content content = new MemoryContent(object.body());
            bucket.put(
                    object.key(),
                    content,
                    Digests.unknown(content),
                    new ObjectProperties(headers, encryption, Map.of(), List.of()),
                    WriteCondition.NONE);
        } catch (AwsException e) {
            throw refused(e.error());
        } catch (UncheckedIOException e) {
            throw refused(S3Errors.folderFailed(e).error());
        }
    }

    private static S3Exception refused(AwsError error) {
        return new S3Exception(error.code(), error.httpStatus(), error.message().orElse(error.code()));
    }

    /**
     * A session of the delivery role; its name was seen in logs of AWS. That a statement about the service itself counts too is a
     * choice of ours: it is written for nobody else.
     */
    private static Requester writer(NewObject object) {
        AccountId owner = object.scope().account();
        Caller caller = object.roleArn()
                .flatMap(Arn::parse)
                .filter(role ->
                        AccountId.isAccountId(role.account()) && role.resource().startsWith("role/"))
                .map(EmbeddedS3::session)
                .orElseGet(() -> Caller.root(owner));
        Map<String, String> headers = new HashMap<>();
        object.kmsKeyArn().ifPresent(key -> {
            headers.put("x-amz-server-side-encryption", "aws:kms");
            headers.put("x-amz-server-side-encryption-aws-kms-key-id", key);
        });
        return new Requester(caller, Optional.of("firehose.amazonaws.com"), headers);
    }

    private static Caller session(Arn role) {
        String name = role.resource().substring(role.resource().lastIndexOf('/') + 1);
        String arn =
                "arn:" + role.partition() + ":sts::" + role.account() + ":assumed-role/" + name + "/AWSFirehoseToS3";
        return new Caller(arn, new AccountId(role.account()), Optional.of(role.toString()), Optional.empty());
    }

    private Map<String, Bucket> buckets(AccountId account) {
        return accounts.computeIfAbsent(account, known -> new ConcurrentHashMap<>());
    }
}
