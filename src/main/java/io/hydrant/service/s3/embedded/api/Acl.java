package io.hydrant.service.s3.embedded.api;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsException;
import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.SettingDocument;
import io.hydrant.service.s3.embedded.document.XmlElement;
import io.hydrant.service.s3.embedded.settings.OwnershipRules;

/**
 * Access control lists: kept and told for buckets, never enforced. As on AWS since April 2023 a bucket starts with ACLs switched
 * off.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Object ownership</a>
 */
final class Acl {
    private static final String SETTING = "acl";
    private static final Set<String> CANNED = Set.of(
            "private",
            "public-read",
            "public-read-write",
            "authenticated-read",
            "aws-exec-read",
            "bucket-owner-read",
            "bucket-owner-full-control",
            "log-delivery-write");
    private static final Set<String> HARMLESS = Set.of("private", "bucket-owner-full-control");
    private static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
    private static final String AUTHENTICATED = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
    private static final String LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

    private Acl() {}

    /**
     * Refuses a canned ACL that the bucket does not allow.
     *
     * @throws io.hydrant.aws.AwsException {@code AccessControlListNotSupported}, {@code InvalidArgument}
     */
    static void check(S3Call call, Bucket bucket) {
        if (opens(call) && isSwitchedOff(bucket)) {
            throw notSupported();
        }
    }

    /**
     * Refuses an ACL of a bucket that does not exist yet, and whose objects shall belong to {@code ownership}.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidBucketAclWithObjectOwnership}, {@code InvalidArgument}
     */
    static void checkNew(S3Call call, String ownership) {
        if (opens(call) && ownership.equals(OwnershipRules.ENFORCED)) {
            throw OwnershipRules.aclsInUse();
        }
    }

    /** Whether the headers give rights to others than the owner. */
    private static boolean opens(S3Call call) {
        Optional<String> canned = call.header("x-amz-acl");
        canned.filter(name -> !CANNED.contains(name)).ifPresent(name -> {
            throw S3Errors.invalidArgument("", "x-amz-acl", name);
        });
        return !call.headers("x-amz-grant-").isEmpty()
                || canned.filter(name -> !HARMLESS.contains(name)).isPresent();
    }

    /** GetBucketAcl and GetObjectAcl. */
    static HttpResponse get(S3Call call, Bucket bucket, boolean ofObject) {
        Optional<SettingDocument> kept = ofObject ? Optional.empty() : bucket.setting(SETTING);
        return kept.isPresent()
                ? Replies.text(Replies.XML, kept.get().text())
                : Replies.xml(document(call.scope().account(), "private"));
    }

    /** PutBucketAcl. */
    static HttpResponse putBucket(S3Call call, Bucket bucket) {
        check(call, bucket);
        String document;
        byte[] body = UploadBody.of(call).bytes();
        if (body.length > 0) {
            XmlElement acl = XmlElement.parse(body);
            if (!acl.name().equals("AccessControlPolicy")) {
                throw S3Errors.malformedXml();
            }
            boolean more = acl.child("AccessControlList")
                            .map(list -> list.all("Grant").size())
                            .orElse(0)
                    > 1;
            if (more && isSwitchedOff(bucket)) {
                throw notSupported();
            }
            document = new String(body, StandardCharsets.UTF_8);
        } else {
            document = canned(call);
        }
        bucket.setting(SETTING, Optional.of(new SettingDocument(document, "")));
        return Replies.empty(200);
    }

    /** Keeps the canned ACL of CreateBucket. */
    static void keepNew(S3Call call, Bucket bucket) {
        if (call.header("x-amz-acl").isPresent()) {
            bucket.setting(SETTING, Optional.of(new SettingDocument(canned(call), "")));
        }
    }

    private static String canned(S3Call call) {
        String canned = call.header("x-amz-acl").orElse("private");
        return new String(document(call.scope().account(), canned).bytes(), StandardCharsets.UTF_8);
    }

    /** PutObjectAcl: accepted where it changes nothing. */
    static HttpResponse putObject(S3Call call, Bucket bucket) {
        ObjectReads.find(call, bucket);
        check(call, bucket);
        return Replies.empty(200);
    }

    /** The canonical user id of an account, made from its number. */
    static String ownerId(AccountId account) {
        String seed = "canonical user " + account;
        return (UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString()
                        + UUID.nameUUIDFromBytes((seed + " more").getBytes(StandardCharsets.UTF_8)))
                .replace("-", "");
    }

    private static XmlText document(AccountId account, String canned) {
        String id = ownerId(account);
        XmlText xml = XmlText.document("AccessControlPolicy")
                .open("Owner")
                .leaf("ID", id)
                .close("Owner")
                .open("AccessControlList");
        grant(xml, "CanonicalUser", "ID", id, "FULL_CONTROL");
        switch (canned) {
            case "public-read" -> grant(xml, "Group", "URI", ALL_USERS, "READ");
            case "public-read-write" -> {
                grant(xml, "Group", "URI", ALL_USERS, "READ");
                grant(xml, "Group", "URI", ALL_USERS, "WRITE");
            }
            case "authenticated-read" -> grant(xml, "Group", "URI", AUTHENTICATED, "READ");
            case "log-delivery-write" -> {
                grant(xml, "Group", "URI", LOG_DELIVERY, "WRITE");
                grant(xml, "Group", "URI", LOG_DELIVERY, "READ_ACP");
            }
            default -> {}
        }
        return xml.close("AccessControlList");
    }

    private static void grant(XmlText xml, String type, String element, String value, String permission) {
        xml.open("Grant")
                .raw("<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"" + type + "\">")
                .leaf(element, value)
                .close("Grantee")
                .leaf("Permission", permission)
                .close("Grant");
    }

    /** Whether the bucket's ACL gives rights to others than the owner. */
    static boolean isShared(Bucket bucket) {
        return bucket.setting(SETTING)
                .map(kept -> XmlElement.parse(kept.text().getBytes(StandardCharsets.UTF_8)))
                .flatMap(acl -> acl.child("AccessControlList"))
                .filter(list -> list.all("Grant").size() > 1)
                .isPresent();
    }

    private static boolean isSwitchedOff(Bucket bucket) {
        return Settings.ownership(bucket)
                .filter(OwnershipRules.ENFORCED::equals)
                .isPresent();
    }

    private static AwsException notSupported() {
        return S3Errors.of(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
    }
}
