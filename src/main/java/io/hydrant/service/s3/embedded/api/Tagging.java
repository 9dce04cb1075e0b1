package io.hydrant.service.s3.embedded.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.hydrant.service.s3.embedded.S3Errors;
import io.hydrant.service.s3.embedded.XmlElement;

/**
 * Sets of tags, as headers and documents carry them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Object tagging</a>
 */
final class Tagging {
    private static final int MOST_OF_OBJECT = 10;
    private static final int MOST_OF_BUCKET = 50;

    private Tagging() {}

    /**
     * The tags of the header {@code x-amz-tagging}, which is written like a query.
     *
     * @throws io.hydrant.aws.AwsException {@code BadRequest} for more than ten, {@code InvalidTag}
     */
    static Map<String, String> ofHeader(Optional<String> header) {
        return header.map(text -> checked(new Params(text).all(), MOST_OF_OBJECT))
                .orElse(Map.of());
    }

    /** The tags of an object's document {@code Tagging}. */
    static Map<String, String> ofObject(XmlElement document) {
        return of(document, MOST_OF_OBJECT);
    }

    /** The tags of a bucket's document {@code Tagging}. */
    static Map<String, String> ofBucket(XmlElement document) {
        return of(document, MOST_OF_BUCKET);
    }

    /** The document of {@code tags}. */
    static XmlText document(Map<String, String> tags) {
        XmlText xml = XmlText.document("Tagging").open("TagSet");
        tags.forEach((key, value) ->
                xml.open("Tag").leaf("Key", key).leaf("Value", value).close("Tag"));
        return xml.close("TagSet");
    }

    private static Map<String, String> of(XmlElement document, int most) {
        Map<String, String> tags = new LinkedHashMap<>();
        XmlElement set = document.child("TagSet").orElseThrow(S3Errors::malformedXml);
        for (XmlElement tag : set.all("Tag")) {
            String key = tag.textOf("Key").orElseThrow(S3Errors::malformedXml);
            if (tags.putIfAbsent(key, tag.textOf("Value").orElse("")) != null) {
                throw S3Errors.of(400, "InvalidTag", "Cannot provide multiple Tags with the same key", "TagKey", key);
            }
        }
        return checked(tags, most);
    }

    private static Map<String, String> checked(Map<String, String> tags, int most) {
        if (tags.size() > most) {
            throw S3Errors.of(
                    400,
                    "BadRequest",
                    most == MOST_OF_OBJECT
                            ? "Object tags cannot be greater than 10"
                            : "Bucket tag count cannot be greater than 50");
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > 128) {
                throw S3Errors.of(400, "InvalidTag", "The TagKey you have provided is invalid", "TagKey", key);
            }
            if (key.startsWith("aws:")) {
                throw S3Errors.of(400, "InvalidTag", "System tags cannot be added/updated by requester", "TagKey", key);
            }
            if (value.length() > 256) {
                throw S3Errors.of(400, "InvalidTag", "The TagValue you have provided is invalid", "TagKey", key);
            }
        });
        return tags;
    }
}
