package io.hydrant.service.s3.embedded.api;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.Bucket;
import io.hydrant.service.s3.embedded.S3Errors;
import io.hydrant.service.s3.embedded.SettingDocument;
import io.hydrant.service.s3.embedded.XmlElement;

/** Configurations that a bucket has many of, each under an id: metrics, analytics, inventory, intelligent tiering. Kept and told. */
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

    private NamedSettings() {}

    /** GET of one, or of all when no id is given. */
    static HttpResponse get(S3Call call, String kind) {
        Bucket bucket = call.bucket();
        Optional<String> id = call.params().get("id");
        if (id.isEmpty()) {
            XmlText xml = XmlText.document(String.valueOf(LISTS.get(kind))).leaf("IsTruncated", false);
            bucket.settings(kind + ':').values().forEach(document -> xml.raw(withoutDeclaration(document.text())));
            return Replies.xml(xml);
        }
        return Replies.text(
                Replies.XML,
                bucket.setting(kind + ':' + id.get())
                        .orElseThrow(NamedSettings::noSuchConfiguration)
                        .text());
    }

    /** PUT of one. */
    static HttpResponse put(S3Call call, String kind) {
        Bucket bucket = call.bucket();
        byte[] body = UploadBody.of(call).bytes();
        if (!XmlElement.parse(body).name().equals(KINDS.get(kind))) {
            throw S3Errors.malformedXml();
        }
        bucket.setting(
                kind + ':' + call.params().text("id"),
                Optional.of(new SettingDocument(new String(body, StandardCharsets.UTF_8), "")));
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

    private static AwsException noSuchConfiguration() {
        return S3Errors.of(404, "NoSuchConfiguration", "The specified configuration does not exist.");
    }

    private static String withoutDeclaration(String document) {
        int end = document.startsWith("<?") ? document.indexOf("?>") : -1;
        return end < 0 ? document : document.substring(end + 2).strip();
    }
}
