package io.hydrant.service.s3.embedded.access;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.SettingDocument;
import io.hydrant.service.s3.embedded.document.XmlElement;
import io.hydrant.service.s3.embedded.document.XmlText;

/**
 * Access control lists: kept and told for buckets, never enforced. As on AWS since April 2023 a bucket starts with ACLs switched
 * off.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Object ownership</a>
 */
public final class Acl {
    private static final String SETTING = "acl";
    private static final String CANNED_ACL = "x-amz-acl";
    private static final String PRIVATE = "private";
    private static final Set<String> CANNED = Set.of(
            PRIVATE,
            "public-read",
            "public-read-write",
            "authenticated-read",
            "aws-exec-read",
            "bucket-owner-read",
            "bucket-owner-full-control",
            "log-delivery-write");
    private static final Set<String> HARMLESS = Set.of(PRIVATE, "bucket-owner-full-control");
    private static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
    private static final String AUTHENTICATED = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
    private static final String LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

    private Acl() {}

    /**
     * Refuses ACL headers that the bucket does not allow.
     *
     * @throws AwsException {@code AccessControlListNotSupported}, {@code InvalidArgument}
     */
    public static void check(Requester who, Bucket bucket) {
        if (opens(who) && isSwitchedOff(bucket)) {
            throw notSupported();
        }
    }

    /**
     * Refuses ACL headers for a bucket that does not exist yet, and whose objects shall belong to {@code ownership}.
     *
     * @throws AwsException {@code InvalidBucketAclWithObjectOwnership}, {@code InvalidArgument}
     */
    public static void checkNew(Requester who, String ownership) {
        if (opens(who) && ownership.equals(OwnershipRules.ENFORCED)) {
            throw OwnershipRules.aclsInUse();
        }
    }

    /** Whether the headers give rights to others than the owner. */
    private static boolean opens(Requester who) {
        Optional<String> canned = canned(who);
        canned.filter(name -> !CANNED.contains(name)).ifPresent(name -> {
            throw S3Errors.invalidArgument("", CANNED_ACL, name);
        });
        return who.headers().keySet().stream().anyMatch(name -> name.startsWith("x-amz-grant-"))
                || canned.filter(name -> !HARMLESS.contains(name)).isPresent();
    }

    /** The document of a bucket. */
    public static String of(Bucket bucket) {
        return bucket.setting(SETTING).map(SettingDocument::text).orElseGet(() -> document(bucket, PRIVATE));
    }

    /** The document of every object in {@code bucket}. */
    public static String ofObjects(Bucket bucket) {
        return document(bucket, PRIVATE);
    }

    /**
     * Keeps {@code document} with {@code bucket}, or the canned ACL of the headers when it is empty.
     *
     * @throws AwsException {@code AccessControlListNotSupported}, {@code MalformedXML}
     */
    public static void put(Requester who, Bucket bucket, byte[] document) {
        if (document.length == 0) {
            keep(bucket, document(bucket, canned(who).orElse(PRIVATE)));
            return;
        }
        XmlElement acl = XmlElement.parse(document);
        if (!acl.name().equals("AccessControlPolicy")) {
            throw S3Errors.malformedXml();
        }
        if (isShared(acl) && isSwitchedOff(bucket)) {
            throw notSupported();
        }
        keep(bucket, new String(document, StandardCharsets.UTF_8));
    }

    /** Keeps the canned ACL of CreateBucket. */
    public static void keepNew(Requester who, Bucket bucket) {
        canned(who).ifPresent(name -> keep(bucket, document(bucket, name)));
    }

    /** Whether the bucket's ACL gives rights to others than the owner. */
    public static boolean isShared(Bucket bucket) {
        return bucket.setting(SETTING)
                .map(kept -> XmlElement.parse(kept.text().getBytes(StandardCharsets.UTF_8)))
                .filter(Acl::isShared)
                .isPresent();
    }

    private static boolean isShared(XmlElement acl) {
        return acl.child("AccessControlList")
                .filter(list -> list.all("Grant").size() > 1)
                .isPresent();
    }

    /** The canonical user id of an account, made from its number. */
    public static String ownerId(AccountId account) {
        String seed = "canonical user " + account;
        return (UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString()
                        + UUID.nameUUIDFromBytes((seed + " more").getBytes(StandardCharsets.UTF_8)))
                .replace("-", "");
    }

    private static String document(Bucket bucket, String canned) {
        String id = ownerId(bucket.scope().account());
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
        return xml.close("AccessControlList").text();
    }

    private static void grant(XmlText xml, String type, String element, String value, String permission) {
        xml.open("Grant")
                .raw("<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"" + type + "\">")
                .leaf(element, value)
                .close("Grantee")
                .leaf("Permission", permission)
                .close("Grant");
    }

    private static Optional<String> canned(Requester who) {
        return Optional.ofNullable(who.headers().get(CANNED_ACL));
    }

    private static void keep(Bucket bucket, String document) {
        bucket.setting(SETTING, Optional.of(new SettingDocument(document, "")));
    }

    private static boolean isSwitchedOff(Bucket bucket) {
        return OwnershipRules.of(bucket).filter(OwnershipRules.ENFORCED::equals).isPresent();
    }

    private static AwsException notSupported() {
        return S3Errors.of(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
    }
}
