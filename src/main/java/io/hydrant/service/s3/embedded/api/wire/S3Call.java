package io.hydrant.service.s3.embedded.api.wire;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Scope;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.RequestHead;
import io.hydrant.service.s3.embedded.EmbeddedS3;
import io.hydrant.service.s3.embedded.access.Requester;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;

/**
 * A request, read as far as every operation needs it.
 *
 * @param queryHeaders as {@link QueryHeaders}
 * @param caller whose signature it is
 * @param scope the account whose buckets are meant, and the Region of the signature
 * @param signed whether there is any signature
 */
public record S3Call(
        EmbeddedS3 s3,
        HttpRequest request,
        Address address,
        Params params,
        Map<String, String> queryHeaders,
        Caller caller,
        Scope scope,
        boolean signed) {

    public RequestHead head() {
        return request.head();
    }

    public String method() {
        return head().method();
    }

    /** A header; of a presigned URL also one in its query, where it is not a header as well. */
    public Optional<String> header(String name) {
        return head().header(name).or(() -> Optional.ofNullable(queryHeaders.get(name.toLowerCase(Locale.ROOT))));
    }

    /** As {@link #header}, all whose name begins with {@code prefix}, in lower case. */
    public Map<String, String> headers(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        queryHeaders.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name, value);
            }
        });
        for (String name : head().headerNames()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(prefix)) {
                found.put(lower, header(name).orElse(""));
            }
        }
        return found;
    }

    /**
     * The bucket.
     *
     * @throws AwsException {@code NoSuchBucket}, and {@code AccessDenied} when another owner is expected
     */
    public Bucket bucket() {
        Bucket bucket = s3.bucket(scope.account(), bucketName());
        Optional<String> expected = header("x-amz-expected-bucket-owner");
        if (expected.isPresent() && !expected.get().equals(scope.account().value())) {
            if (!AccountId.isAccountId(expected.get())) {
                throw S3Errors.of(
                        400,
                        "InvalidBucketOwnerAWSAccountID",
                        "The value of the expected bucket owner parameter must be an AWS Account ID... ["
                                + expected.get() + "]");
            }
            throw S3Errors.accessDenied();
        }
        return bucket;
    }

    /** Another bucket, of the account that asks when none is named. */
    public Optional<Bucket> find(Optional<String> account, String name) {
        return account.isPresent() && !AccountId.isAccountId(account.get())
                ? Optional.empty()
                : s3.find(account.map(AccountId::new).orElse(scope.account()), name);
    }

    /** Who asks, with what a policy may look at. */
    public Requester requester() {
        return new Requester(caller, Optional.empty(), headers("x-amz-"));
    }

    public String bucketName() {
        return address.bucket().orElseThrow();
    }

    public String key() {
        return address.key().orElseThrow();
    }
}
