package io.hydrant.service.s3.embedded.api.object;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.api.wire.ChunkedBody;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.api.wire.Tagging;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.bucket.DefaultEncryption;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.object.ObjectEncryption;
import io.hydrant.service.s3.embedded.object.ObjectProperties;

/** What the headers of a write say about the object. */
public final class WriteHeaders {
    static final String SSE = "x-amz-server-side-encryption";
    static final String SSE_KEY = SSE + "-aws-kms-key-id";
    static final String SSE_BUCKET_KEY = SSE + "-bucket-key-enabled";
    private static final String META = "x-amz-meta-";
    private static final int MOST_META = 2048;
    private static final List<String> KEPT = List.of(
            "content-language", "content-disposition", "cache-control", "expires", "x-amz-website-redirect-location");
    private static final Set<String> STORAGE_CLASSES = Set.of(
            "STANDARD",
            "REDUCED_REDUNDANCY",
            "STANDARD_IA",
            "ONEZONE_IA",
            "INTELLIGENT_TIERING",
            "GLACIER",
            "DEEP_ARCHIVE",
            "GLACIER_IR");
    private static final List<String> REFUSED =
            List.of(SSE + "-customer-algorithm", "x-amz-object-lock-mode", "x-amz-object-lock-legal-hold");
    private static final Set<String> ALGORITHMS = Set.of("AES256", "aws:kms", "aws:kms:dsse");

    private WriteHeaders() {}

    /**
     * The properties of the object that {@code call} writes.
     *
     * @throws AwsException {@code InvalidStorageClass}, {@code MetadataTooLarge}, {@code InvalidArgument}, {@code NotImplemented},
     *     or as {@link #allowed}
     */
    public static ObjectProperties properties(S3Call call, Bucket bucket) {
        return new ObjectProperties(headers(call), allowed(call, bucket), Tagging.ofHeader(call), List.of());
    }

    /**
     * As {@link #encryption}, once the bucket's policy and the key allow the write.
     *
     * @throws AwsException {@code AccessDenied}, or {@code KMS.} and a code of KMS
     */
    static ObjectEncryption allowed(S3Call call, Bucket bucket) {
        return call.s3().access().write(call.requester(), bucket, call.key(), encryption(call, bucket));
    }

    /** The headers that are kept with the object. */
    static Map<String, String> headers(S3Call call) {
        REFUSED.forEach(header -> {
            if (call.header(header).isPresent()) {
                throw S3Errors.notImplemented(header);
            }
        });
        Map<String, String> kept = new LinkedHashMap<>();
        kept.put(
                "content-type",
                call.header("Content-Type").filter(type -> !type.isBlank()).orElse("binary/octet-stream"));
        boolean framed = ChunkedBody.form(call).isPresent();
        call.header("Content-Encoding")
                .flatMap(all -> framed && ChunkedBody.isNamed(all) ? withoutFraming(all) : Optional.of(all))
                .ifPresent(encoding -> kept.put("content-encoding", encoding));
        KEPT.forEach(name -> call.header(name).ifPresent(value -> kept.put(name, value)));
        Map<String, String> meta = call.headers(META);
        int size = 0;
        for (Map.Entry<String, String> each : meta.entrySet()) {
            size += each.getKey().length() - META.length() + each.getValue().length();
        }
        if (size > MOST_META) {
            throw new AwsException(S3Errors.of(
                            400,
                            "MetadataTooLarge",
                            "Your metadata headers exceed the maximum allowed metadata size",
                            "Size",
                            Integer.toString(size))
                    .error()
                    .with("MaxSizeAllowed", Integer.toString(MOST_META)));
        }
        kept.putAll(meta);
        storageClass(call).ifPresent(name -> kept.put(ObjectProperties.STORAGE_CLASS, name));
        return kept;
    }

    /** The storage class when it is not the standard one. */
    static Optional<String> storageClass(S3Call call) {
        Optional<String> named = call.header(ObjectProperties.STORAGE_CLASS);
        if (named.isPresent() && !STORAGE_CLASSES.contains(named.get())) {
            throw S3Errors.of(
                    400,
                    "InvalidStorageClass",
                    "The storage class you specified is not valid",
                    "StorageClassRequested",
                    named.get());
        }
        return named.filter(name -> !name.equals("STANDARD"));
    }

    /** The encryption that the headers ask for, else the bucket's. */
    static ObjectEncryption encryption(S3Call call, Bucket bucket) {
        Optional<String> algorithm = call.header(SSE);
        Optional<String> key = call.header(SSE_KEY).filter(id -> !id.isBlank());
        if (algorithm.isEmpty()) {
            if (key.isPresent()) {
                throw S3Errors.invalidArgument(
                        "Server Side Encryption with KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
                        SSE,
                        "null");
            }
            return DefaultEncryption.of(bucket);
        }
        if (!ALGORITHMS.contains(algorithm.get())) {
            throw S3Errors.invalidArgument("The encryption method specified is not supported", SSE, algorithm.get());
        }
        if (algorithm.get().equals("AES256") && key.isPresent()) {
            throw S3Errors.invalidArgument(
                    "Server Side Encryption with KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
                    SSE,
                    algorithm.get());
        }
        boolean bucketKey =
                call.header(SSE_BUCKET_KEY).filter("true"::equalsIgnoreCase).isPresent();
        return DefaultEncryption.of(algorithm.get(), key, bucketKey, bucket.scope());
    }

    /** The headers that answers show of an object's encryption. */
    public static Map<String, String> shown(ObjectEncryption encryption) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SSE, encryption.algorithm());
        encryption.kmsKeyArn().ifPresent(arn -> headers.put(SSE_KEY, arn));
        if (encryption.bucketKey()) {
            headers.put(SSE_BUCKET_KEY, "true");
        }
        return headers;
    }

    private static Optional<String> withoutFraming(String encodings) {
        String rest = Arrays.stream(encodings.split(",", -1))
                .map(String::strip)
                .filter(encoding -> !encoding.isEmpty()
                        && !encoding.toLowerCase(Locale.ROOT).equals("aws-chunked"))
                .collect(Collectors.joining(", "));
        return rest.isEmpty() ? Optional.empty() : Optional.of(rest);
    }
}
