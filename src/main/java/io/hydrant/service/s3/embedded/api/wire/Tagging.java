package io.hydrant.service.s3.embedded.api.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;
import io.hydrant.service.s3.embedded.document.XmlText;

/**
 * Sets of tags, as headers and documents carry them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Object tagging</a>
 */
public final class Tagging {
    private static final String HEADER = "x-amz-tagging";

    private Tagging() {}

    /**
     * The tags of the header {@code x-amz-tagging}, which is written like a query.
     *
     * @throws AwsException {@code InvalidArgument} for another form, or as {@link TagRules}
     */
    public static Map<String, String> ofHeader(S3Call call) {
        String header = call.header(HEADER).orElse("");
        Map<String, String> tags = new LinkedHashMap<>();
        for (String pair : header.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            Optional<String> key = equals <= 0 ? Optional.empty() : decoded(pair.substring(0, equals));
            Optional<String> value = decoded(pair.substring(equals + 1));
            if (key.isEmpty() || value.isEmpty() || tags.putIfAbsent(key.get(), value.get()) != null) {
                throw S3Errors.invalidArgument(
                        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters"
                                + " without tag name duplicates.",
                        HEADER,
                        header);
            }
        }
        return TagRules.OBJECT.checked(tags);
    }

    /** The tags of an object's document {@code Tagging}. */
    public static Map<String, String> ofObject(XmlElement document) {
        return of(document.child("TagSet").orElseThrow(S3Errors::malformedXml).children(), TagRules.OBJECT);
    }

    /** The tags of a bucket's document {@code Tagging}; none when it has no set: recorded from AWS. */
    public static Map<String, String> ofBucket(XmlElement document) {
        return of(document.child("TagSet").map(XmlElement::children).orElse(List.of()), TagRules.BUCKET);
    }

    /** The tags in the document of CreateBucket. */
    public static Map<String, String> ofNewBucket(XmlElement document) {
        return of(document.child("Tags").map(XmlElement::children).orElse(List.of()), TagRules.NEW_BUCKET);
    }

    /** The document of {@code tags}. */
    public static XmlText document(Map<String, String> tags) {
        XmlText xml = XmlText.document("Tagging").open("TagSet");
        tags.forEach((key, value) ->
                xml.open("Tag").leaf("Key", key).leaf("Value", value).close("Tag"));
        return xml.close("TagSet");
    }

    private static Map<String, String> of(List<XmlElement> set, TagRules rules) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (XmlElement tag : set) {
            if (!tag.name().equals("Tag")) {
                throw S3Errors.malformedXml();
            }
            String key = tag.textOf("Key").orElseThrow(S3Errors::malformedXml);
            String value = tag.textOf("Value").orElseThrow(S3Errors::malformedXml);
            if (tags.putIfAbsent(key, value) != null) {
                throw S3Errors.of(400, "InvalidTag", "Cannot provide multiple Tags with the same key", "TagKey", key);
            }
        }
        return rules.checked(tags);
    }

    private static Optional<String> decoded(String text) {
        return PercentCode.decode(text, true).filter(TagRules::isWritable);
    }
}
