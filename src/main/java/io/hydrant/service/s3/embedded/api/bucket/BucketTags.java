package io.hydrant.service.s3.embedded.api.bucket;

import java.nio.charset.StandardCharsets;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.api.wire.PercentCode;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.api.wire.Tagging;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;
import io.hydrant.service.s3.embedded.document.XmlText;
import io.hydrant.service.s3.embedded.settings.Setting;

/** ListTagsForResource of S3 Control, for buckets. */
final class BucketTags {
    private static final String CONTROL = "http://awss3control.amazonaws.com/doc/2018-08-20/";
    private static final String CONTROL_PATH = "/v20180820/tags/";

    private BucketTags() {}

    /** ListTagsForResource of S3 Control, which Terraform asks since 6.23; other calls of S3 Control are refused. */
    static HttpResponse list(S3Call call) {
        String path = call.head().path();
        if (!call.method().equals("GET") || !path.startsWith(CONTROL_PATH)) {
            throw S3Errors.methodNotAllowed(call.method(), "SERVICE");
        }
        String arn =
                PercentCode.decode(path.substring(CONTROL_PATH.length()), false).orElse("");
        Bucket bucket = call.s3().bucket(call.scope().account(), arn.substring(arn.lastIndexOf(':') + 1));
        XmlText xml = XmlText.document("ListTagsForResourceResult", CONTROL).open("Tags");
        bucket.setting(Setting.TAGGING.query()).ifPresent(document -> Tagging.ofBucket(
                        XmlElement.parse(document.text().getBytes(StandardCharsets.UTF_8)))
                .forEach((key, value) ->
                        xml.open("Tag").leaf("Key", key).leaf("Value", value).close("Tag")));
        return Replies.xml(xml.close("Tags"));
    }
}
