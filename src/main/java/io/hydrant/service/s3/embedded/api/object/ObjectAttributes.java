package io.hydrant.service.s3.embedded.api.object;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.api.wire.ListParams;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlText;
import io.hydrant.service.s3.embedded.object.ObjectChecksum;
import io.hydrant.service.s3.embedded.object.ObjectPart;
import io.hydrant.service.s3.embedded.object.StoredObject;

/**
 * GetObjectAttributes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html">GetObjectAttributes</a>
 */
final class ObjectAttributes {
    private static final List<String> KNOWN = List.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");
    private static final int MOST = 1000;

    private ObjectAttributes() {}

    /** The attributes that the header names. */
    static HttpResponse get(S3Call call) {
        Bucket bucket = call.bucket();
        StoredObject object = ObjectLookup.find(call, bucket);
        List<String> asked = List.of(
                call.header("x-amz-object-attributes").orElse("").strip().split("\\s*,\\s*"));
        if (!KNOWN.containsAll(asked)) {
            throw S3Errors.invalidArgument(
                    "Invalid attribute name specified.", "x-amz-object-attributes", String.join(",", asked));
        }
        XmlText xml = XmlText.document("GetObjectAttributesResponse");
        if (asked.contains("ETag")) {
            xml.leaf("ETag", object.digests().etag());
        }
        if (asked.contains("Checksum")) {
            xml.open("Checksum");
            WriteAnswer.checksum(xml, object.digests().checksum().withoutCount());
            xml.close("Checksum");
        }
        if (asked.contains("ObjectParts") && !object.properties().parts().isEmpty()) {
            parts(call, xml, object.properties().parts(), object.digests().isComposite());
        }
        if (asked.contains("StorageClass")) {
            xml.leaf("StorageClass", object.properties().storageClass());
        }
        if (asked.contains("ObjectSize")) {
            xml.leaf("ObjectSize", object.length());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Last-Modified", Replies.httpDate(object.lastModified()));
        headers.putAll(VersionHeaders.of(object, bucket));
        return Replies.xml(xml, headers);
    }

    /** Parts are listed one by one only where they have checksums of their own. */
    private static void parts(S3Call call, XmlText xml, List<ObjectPart> parts, boolean composite) {
        int most = Math.min(MOST, number(call, "x-amz-max-parts", MOST));
        int marker = number(call, "x-amz-part-number-marker", 0);
        xml.open("ObjectParts").leaf("PartsCount", parts.size());
        if (composite) {
            List<ObjectPart> rest =
                    parts.stream().filter(part -> part.number() > marker).toList();
            List<ObjectPart> page = rest.subList(0, Math.min(most, rest.size()));
            xml.leaf("PartNumberMarker", marker)
                    .leaf(
                            "NextPartNumberMarker",
                            page.isEmpty() ? 0 : page.get(page.size() - 1).number())
                    .leaf("MaxParts", most)
                    .leaf("IsTruncated", most > 0 && page.size() < rest.size());
            for (ObjectPart part : page) {
                xml.open("Part").leaf("PartNumber", part.number()).leaf("Size", part.length());
                if (part.checksum().isPresent()) {
                    ObjectChecksum checksum = part.checksum().get();
                    xml.leaf(checksum.algorithm().element(), checksum.value());
                }
                xml.close("Part");
            }
        }
        xml.close("ObjectParts");
    }

    private static int number(S3Call call, String header, int fallback) {
        return call.header(header)
                .map(text -> ListParams.number(text.strip(), header))
                .orElse(fallback);
    }
}
