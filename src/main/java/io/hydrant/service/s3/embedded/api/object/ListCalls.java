package io.hydrant.service.s3.embedded.api.object;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsException;
import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.access.Acl;
import io.hydrant.service.s3.embedded.api.wire.ListParams;
import io.hydrant.service.s3.embedded.api.wire.Params;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlText;
import io.hydrant.service.s3.embedded.listing.Listing;
import io.hydrant.service.s3.embedded.listing.VersionListing;
import io.hydrant.service.s3.embedded.object.StoredObject;

/** ListObjects, ListObjectsV2 and ListObjectVersions. */
final class ListCalls {
    private static final String TOKEN = "1";

    private ListCalls() {}

    /** ListObjects, the first version. */
    static HttpResponse listV1(S3Call call) {
        Bucket bucket = call.bucket();
        Params params = call.params();
        UnaryOperator<String> encoded = ListParams.encoding(params);
        String delimiter = params.text("delimiter");
        int maxKeys = ListParams.pageSize(params, "max-keys");
        String prefix = params.text("prefix");
        String after = Listing.behind(params.text("marker"), prefix, delimiter);
        Listing page = bucket.list(new Listing.Query(prefix, delimiter, after, maxKeys));
        XmlText xml = XmlText.document("ListBucketResult")
                .leaf("Name", bucket.name())
                .leaf("Prefix", encoded.apply(prefix))
                .leaf("Marker", encoded.apply(params.text("marker")));
        if (!delimiter.isEmpty()) {
            page.next().ifPresent(next -> xml.leaf("NextMarker", encoded.apply(next)));
        }
        xml.leaf("MaxKeys", maxKeys);
        head(xml, params, encoded, page.isTruncated());
        page.objects()
                .forEach(object ->
                        contents(xml, object, encoded, Optional.of(call.scope().account())));
        prefixes(xml, page, encoded);
        return Replies.xml(xml);
    }

    /** ListObjectsV2. A token goes before {@code start-after}, which is not told then: recorded from AWS. */
    static HttpResponse listV2(S3Call call) {
        Bucket bucket = call.bucket();
        Params params = call.params();
        UnaryOperator<String> encoded = ListParams.encoding(params);
        int maxKeys = ListParams.pageSize(params, "max-keys");
        Optional<String> token = params.get("continuation-token");
        String after = token.map(ListCalls::fromToken).orElseGet(() -> params.text("start-after"));
        Listing page = bucket.list(new Listing.Query(params.text("prefix"), params.text("delimiter"), after, maxKeys));
        XmlText xml = XmlText.document("ListBucketResult")
                .leaf("Name", bucket.name())
                .leaf("Prefix", encoded.apply(params.text("prefix")));
        token.ifPresent(text -> xml.leaf("ContinuationToken", text));
        page.next().ifPresent(next -> xml.leaf("NextContinuationToken", toToken(next)));
        params.get("start-after")
                .filter(text -> token.isEmpty())
                .ifPresent(text -> xml.leaf("StartAfter", encoded.apply(text)));
        xml.leaf(
                "KeyCount", page.objects().size() + (long) page.commonPrefixes().size());
        xml.leaf("MaxKeys", maxKeys);
        head(xml, params, encoded, page.isTruncated());
        Optional<AccountId> owner = params.text("fetch-owner").equals("true")
                ? Optional.of(call.scope().account())
                : Optional.empty();
        page.objects().forEach(object -> contents(xml, object, encoded, owner));
        prefixes(xml, page, encoded);
        return Replies.xml(xml);
    }

    /** ListObjectVersions. */
    static HttpResponse listVersions(S3Call call) {
        Bucket bucket = call.bucket();
        Params params = call.params();
        UnaryOperator<String> encoded = ListParams.encoding(params);
        int maxKeys = ListParams.pageSize(params, "max-keys");
        String keyMarker = params.text("key-marker");
        String versionMarker = params.text("version-id-marker");
        if (!versionMarker.isEmpty()
                && !versionMarker.equals(StoredObject.NULL_VERSION)
                && !versionMarker.matches("[0-9a-zA-Z._-]{32}")) {
            throw S3Errors.invalidArgument("Invalid version id specified", "version-id-marker", versionMarker);
        }
        if (!versionMarker.isEmpty() && keyMarker.isEmpty()) {
            throw S3Errors.invalidArgument(
                    "A version-id marker cannot be specified without a key marker.",
                    "version-id-marker",
                    versionMarker);
        }
        VersionListing page = bucket.listVersions(new VersionListing.Query(
                params.text("prefix"),
                params.text("delimiter"),
                new VersionListing.Position(keyMarker, versionMarker),
                maxKeys));
        XmlText xml = XmlText.document("ListVersionsResult")
                .leaf("Name", bucket.name())
                .leaf("Prefix", encoded.apply(params.text("prefix")))
                .leaf("KeyMarker", encoded.apply(keyMarker))
                .leaf("VersionIdMarker", versionMarker);
        page.next().ifPresent(next -> {
            xml.leaf("NextKeyMarker", encoded.apply(next.key()));
            if (!next.versionId().isEmpty()) {
                xml.leaf("NextVersionIdMarker", next.versionId());
            }
        });
        xml.leaf("MaxKeys", maxKeys);
        head(xml, params, encoded, page.next().isPresent());
        page.entries()
                .forEach(entry -> version(xml, entry, encoded, call.scope().account()));
        page.commonPrefixes().forEach(prefix -> xml.open("CommonPrefixes")
                .leaf("Prefix", encoded.apply(prefix))
                .close("CommonPrefixes"));
        return Replies.xml(xml);
    }

    private static void head(XmlText xml, Params params, UnaryOperator<String> encoded, boolean truncated) {
        if (!params.text("delimiter").isEmpty()) {
            xml.leaf("Delimiter", encoded.apply(params.text("delimiter")));
        }
        params.get("encoding-type").ifPresent(type -> xml.leaf("EncodingType", type));
        xml.leaf("IsTruncated", truncated);
    }

    private static void prefixes(XmlText xml, Listing page, UnaryOperator<String> encoded) {
        page.commonPrefixes().forEach(prefix -> xml.open("CommonPrefixes")
                .leaf("Prefix", encoded.apply(prefix))
                .close("CommonPrefixes"));
    }

    private static void contents(
            XmlText xml, StoredObject object, UnaryOperator<String> encoded, Optional<AccountId> owner) {
        xml.open("Contents").leaf("Key", encoded.apply(object.key()));
        facts(xml, object);
        owner.ifPresent(account -> owner(xml, account));
        xml.close("Contents");
    }

    private static void version(
            XmlText xml, VersionListing.Entry entry, UnaryOperator<String> encoded, AccountId account) {
        StoredObject object = entry.object();
        String element = object.deleteMarker() ? "DeleteMarker" : "Version";
        xml.open(element)
                .leaf("Key", encoded.apply(object.key()))
                .leaf("VersionId", object.versionId())
                .leaf("IsLatest", entry.latest());
        if (object.deleteMarker()) {
            xml.leaf("LastModified", object.lastModified());
        } else {
            facts(xml, object);
        }
        owner(xml, account);
        xml.close(element);
    }

    private static void facts(XmlText xml, StoredObject object) {
        xml.leaf("LastModified", object.lastModified())
                .leaf("ETag", object.quotedEtag())
                .leaf("ChecksumAlgorithm", object.digests().algorithm().name())
                .leaf("ChecksumType", object.digests().isComposite() ? "COMPOSITE" : "FULL_OBJECT")
                .leaf("Size", object.length())
                .leaf("StorageClass", object.properties().storageClass());
    }

    private static void owner(XmlText xml, AccountId account) {
        xml.open("Owner").leaf("ID", Acl.ownerId(account)).close("Owner");
    }

    private static String toToken(String next) {
        return TOKEN + Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(StandardCharsets.UTF_8));
    }

    private static String fromToken(String token) {
        try {
            if (token.startsWith(TOKEN) && token.length() > TOKEN.length()) {
                return new String(
                        Base64.getUrlDecoder().decode(token.substring(TOKEN.length())), StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException e) {
            throw badToken();
        }
        throw badToken();
    }

    private static AwsException badToken() {
        return S3Errors.invalidArgument("The continuation token provided is incorrect", "continuation-token");
    }
}
