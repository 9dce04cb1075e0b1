package io.hydrant.service.s3.embedded;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Arn;
import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.service.s3.NewObject;
import io.hydrant.service.s3.ObjectStore;
import io.hydrant.service.s3.S3Exception;
import io.hydrant.service.s3.embedded.access.Requester;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.bucket.DefaultEncryption;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.MemoryContent;
import io.hydrant.service.s3.embedded.object.ObjectEncryption;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.WriteCondition;

/**
 * The port {@link ObjectStore} over the embedded S3. It writes as Firehose does: in the delivery role, whose denials by the bucket's
 * policy and by KMS count.
 */
public final class EmbeddedObjectStore implements ObjectStore {
    private final EmbeddedS3 s3;

    public EmbeddedObjectStore(EmbeddedS3 s3) {
        this.s3 = Objects.requireNonNull(s3, "s3");
    }

    @Override
    public void put(NewObject object) {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", object.contentType());
        object.contentEncoding().ifPresent(encoding -> headers.put("content-encoding", encoding));
        try {
            Bucket bucket = s3.bucket(object.scope().account(), object.bucket());
            ObjectEncryption wanted =
                    object.kmsKeyArn().map(ObjectEncryption::kms).orElseGet(() -> DefaultEncryption.of(bucket));
            ObjectEncryption encryption = s3.access().write(writer(object), bucket, object.key(), wanted);
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
                .map(EmbeddedObjectStore::session)
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
}
