package io.hydrant.service.s3.embedded.api.bucket;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.api.wire.UploadBody;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.SettingDocument;
import io.hydrant.service.s3.embedded.document.XmlElement;
import io.hydrant.service.s3.embedded.document.XmlText;
import io.hydrant.service.s3.embedded.settings.InventoryRules;
import io.hydrant.service.s3.embedded.settings.TieringRules;

/**
 * Configurations that a bucket has many of, each under an id: metrics, analytics, inventory, intelligent tiering. Kept, and
 * told in pages of 100.
 */
final class NamedSettings {
    /** Name in the query to the root element of a document. */
    static final Map<String, String> KINDS = Map.of(
            "metrics", "MetricsConfiguration",
            "analytics", "AnalyticsConfiguration",
            "inventory", "InventoryConfiguration",
            "intelligent-tiering", "IntelligentTieringConfiguration");

    private static final Map<String, String> LISTS = Map.of(
            "metrics", "ListMetricsConfigurationsResult",
            "analytics", "ListBucketAnalyticsConfigurationResult",
            "inventory", "ListInventoryConfigurationsResult",
            "intelligent-tiering", "ListBucketIntelligentTieringConfigurationsOutput");

    private static final int PAGE = 100;
    private static final int MOST = 1000;

    private NamedSettings() {}

    /** GET of one, or of all when no id is given. */
    static HttpResponse get(S3Call call, String kind) {
        Bucket bucket = call.bucket();
        Optional<String> id = call.params().get("id");
        if (id.isEmpty()) {
            return list(call, bucket, kind);
        }
        return Replies.text(
                Replies.XML,
                bucket.setting(kind + ':' + id.get())
                        .orElseThrow(NamedSettings::noSuchConfiguration)
                        .text());
    }

    /** A page of all, by their ids. */
    private static HttpResponse list(S3Call call, Bucket bucket, String kind) {
        String prefix = kind + ':';
        Optional<String> token = call.params().get("continuation-token");
        String after = token.map(PageToken::read).orElse("");
        List<Map.Entry<String, SettingDocument>> found = bucket.settings(prefix).entrySet().stream()
                .filter(entry -> entry.getKey().compareTo(prefix + after) > 0)
                .toList();
        List<Map.Entry<String, SettingDocument>> page = found.subList(0, Math.min(PAGE, found.size()));
        boolean truncated = page.size() < found.size();
        XmlText xml = XmlText.document(String.valueOf(LISTS.get(kind))).leaf("IsTruncated", truncated);
        token.ifPresent(text -> xml.leaf("ContinuationToken", text));
        if (truncated) {
            String last = page.get(page.size() - 1).getKey();
            xml.leaf("NextContinuationToken", PageToken.of(last.substring(prefix.length())));
        }
        page.forEach(entry -> xml.raw(withoutDeclaration(entry.getValue().text())));
        return Replies.xml(xml);
    }

    /** PUT of one. */
    static HttpResponse put(S3Call call, String kind) {
        Bucket bucket = call.bucket();
        byte[] body = UploadBody.of(call).bytes();
        String id = call.params().text("id");
        XmlElement document = XmlElement.parse(body);
        if (!document.name().equals(KINDS.get(kind))) {
            throw S3Errors.malformedXml();
        }
        checkId(kind, id, document);
        if (kind.equals("inventory")) {
            InventoryRules.check(document);
        } else if (kind.equals("intelligent-tiering")) {
            TieringRules.check(document);
        }
        String name = kind + ':' + id;
        if (bucket.setting(name).isEmpty() && bucket.settings(kind + ':').size() >= MOST) {
            throw S3Errors.of(
                    400,
                    "TooManyConfigurations",
                    "You are attempting to create a new configuration but have already reached the 1,000-configuration"
                            + " limit.");
        }
        bucket.setting(name, Optional.of(new SettingDocument(new String(body, StandardCharsets.UTF_8), "")));
        return Replies.empty(204);
    }

    /** DELETE of one. */
    static HttpResponse delete(S3Call call, String kind) {
        Bucket bucket = call.bucket();
        String name = kind + ':' + call.params().text("id");
        if (bucket.setting(name).isEmpty()) {
            throw noSuchConfiguration();
        }
        bucket.setting(name, Optional.empty());
        return Replies.empty(204);
    }

    /** The document names the id of the request; recorded from AWS for inventory and analytics, inferred for the others. */
    private static void checkId(String kind, String id, XmlElement document) {
        String named = document.textOf("Id").map(String::strip).orElseThrow(S3Errors::malformedXml);
        if (named.isEmpty()) {
            throw S3Errors.malformedXml();
        }
        if (!named.equals(id)) {
            throw kind.equals("inventory")
                    ? S3Errors.of(400, "IdMismatch", "Document ID does not match the specified configuration ID.")
                    : S3Errors.malformedXml();
        }
    }

    private static AwsException noSuchConfiguration() {
        return S3Errors.of(404, "NoSuchConfiguration", "The specified configuration does not exist.");
    }

    private static String withoutDeclaration(String document) {
        int end = document.startsWith("<?") ? document.indexOf("?>") : -1;
        return end < 0 ? document : document.substring(end + 2).strip();
    }
}
