package io.hydrant.service.s3.embedded.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.policy.Decision;
import io.hydrant.policy.PolicyDocument;
import io.hydrant.policy.PolicyEvaluator;
import io.hydrant.policy.PolicyRequest;
import io.hydrant.policy.PolicySyntaxException;
import io.hydrant.policy.Principal;
import io.hydrant.service.s3.ObjectKeys;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.SettingDocument;
import io.hydrant.service.s3.embedded.object.ObjectEncryption;
import io.hydrant.service.s3.embedded.object.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can stand against an object's being written or read: an explicit denial of {@code s3:PutObject} in the bucket's policy, and
 * the key that the object is encrypted with. Nothing else is denied to anybody. Thread-safe.
 *
 * <p>Transport counts as secure, as the port speaks plain HTTP where AWS has none.
 * Where objects outlive the process, a key that KMS does not know any more keeps nobody from reading.
 */
public final class ObjectAccess {
    private static final Logger log = LoggerFactory.getLogger(ObjectAccess.class);
    private static final String POLICY = "policy";
    private static final String PUT = "s3:PutObject";
    private static final Set<String> CONDITION_HEADERS = Set.of(
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-acl",
            "x-amz-storage-class",
            "x-amz-copy-source",
            "x-amz-metadata-directive",
            "x-amz-content-sha256");

    private final ObjectKeys keys;
    private final InstantSource time;
    private final boolean outlivesKeys;

    public ObjectAccess(ObjectKeys keys, InstantSource time, boolean outlivesKeys) {
        this.keys = keys;
        this.time = time;
        this.outlivesKeys = outlivesKeys;
    }

    /**
     * Allows a write.
     *
     * @param wanted as the writer, or the bucket for the writer, asks for
     * @return the same with the ARN of the key itself
     * @throws AwsException {@code AccessDenied}; {@code KMS.} and the code of KMS, such as {@code KMS.DisabledException}
     */
    public ObjectEncryption write(Requester who, Bucket bucket, String key, ObjectEncryption wanted) {
        checkPolicy(who, bucket, key);
        return ask(who.caller(), bucket, key, wanted, ObjectKeys.Use.SEAL)
                .map(arn -> new ObjectEncryption(wanted.algorithm(), Optional.of(arn), wanted.bucketKey()))
                .orElse(wanted);
    }

    /**
     * Lets a part of an upload through, or its completion, whose encryption was asked for at its beginning.
     *
     * @throws AwsException as {@link #write}
     */
    public void add(Requester who, Bucket bucket, String key, ObjectEncryption encryption) {
        checkPolicy(who, bucket, key);
        ask(who.caller(), bucket, key, encryption, ObjectKeys.Use.OPEN);
    }

    /**
     * Lets the bytes of {@code object} be read.
     *
     * @throws AwsException as {@link #write}, by its key alone
     */
    public void read(Requester who, Bucket bucket, StoredObject object) {
        try {
            ask(who.caller(), bucket, object.key(), object.properties().encryption(), ObjectKeys.Use.OPEN);
        } catch (AwsException e) {
            if (!outlivesKeys || !e.error().code().equals("KMS.NotFoundException")) {
                throw e;
            }
        }
    }

    private Optional<String> ask(
            Caller caller, Bucket bucket, String key, ObjectEncryption encryption, ObjectKeys.Use use) {
        Optional<String> wanted = encryption.kmsKeyArn();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        String arn = encryption.bucketKey() ? bucket.arn() : bucket.arn() + '/' + key;
        try {
            return Optional.of(
                    keys.check(caller, bucket.scope().region(), use, wanted.get(), Map.of("aws:s3:arn", arn)));
        } catch (AwsException e) {
            throw refusal(e.error());
        }
    }

    /** KMS's refusal in S3's words. That a denial loses the prefix was reported from AWS. */
    private static AwsException refusal(AwsError kms) {
        String text = kms.message().orElse(kms.code());
        if (kms.code().equals("AccessDeniedException")) {
            return S3Errors.of(403, "AccessDenied", text);
        }
        return S3Errors.of(Math.max(400, kms.httpStatus()), "KMS." + kms.code(), text);
    }

    private void checkPolicy(Requester who, Bucket bucket, String key) {
        Optional<PolicyDocument> policy = policyOf(bucket);
        if (policy.isEmpty()) {
            return;
        }
        String arn = bucket.arn() + '/' + key;
        List<Principal> principals = new ArrayList<>(List.of(new Principal.Identity(who.caller())));
        who.service().ifPresent(service -> principals.add(new Principal.Service(service)));
        for (Principal each : principals) {
            PolicyRequest request = new PolicyRequest(each, PUT, arn, conditions(who, bucket));
            Decision decision =
                    PolicyEvaluator.decide(request, policy.get(), bucket.scope().account(), List.of());
            if (decision == Decision.DENIED_BY_RESOURCE_POLICY) {
                throw S3Errors.of(
                        403,
                        "AccessDenied",
                        "User: " + who.caller().arn() + " is not authorized to perform: " + PUT + " on resource: \""
                                + arn + "\" with an explicit deny in a resource-based policy");
            }
        }
    }

    private static Optional<PolicyDocument> policyOf(Bucket bucket) {
        Optional<SettingDocument> kept = bucket.setting(POLICY);
        if (kept.isEmpty() || kept.get().text().isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PolicyDocument.parse(kept.get().text()));
        } catch (PolicySyntaxException e) {
            log.warn("A bucket's policy denies nothing, as it cannot be read bucket={}", bucket.name(), e);
            return Optional.empty();
        }
    }

    private Map<String, List<String>> conditions(Requester who, Bucket bucket) {
        Map<String, List<String>> values = new HashMap<>();
        Caller caller = who.caller();
        Instant now = time.instant();
        values.put("aws:SecureTransport", List.of("true"));
        values.put("aws:CurrentTime", List.of(now.toString()));
        values.put("aws:EpochTime", List.of(Long.toString(now.getEpochSecond())));
        values.put("aws:RequestedRegion", List.of(bucket.scope().region().value()));
        values.put("aws:ResourceAccount", List.of(bucket.scope().account().value()));
        values.put("aws:PrincipalAccount", List.of(caller.account().value()));
        values.put("aws:PrincipalArn", List.of(caller.roleArn().orElse(caller.arn())));
        values.put("aws:PrincipalIsAWSService", List.of("false"));
        values.put("aws:ViaAWSService", List.of("false"));
        values.put("s3:authType", List.of("REST-HEADER"));
        values.put("s3:signatureversion", List.of("AWS4-HMAC-SHA256"));
        values.put("s3:TlsVersion", List.of("1.3"));
        who.headers().forEach((name, value) -> {
            if (CONDITION_HEADERS.contains(name)) {
                values.put("s3:" + name, List.of(value));
            }
        });
        return values;
    }
}
