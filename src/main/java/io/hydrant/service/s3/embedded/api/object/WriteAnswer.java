package io.hydrant.service.s3.embedded.api.object;

import java.util.LinkedHashMap;
import java.util.Map;

import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.XmlText;
import io.hydrant.service.s3.embedded.object.ObjectChecksum;
import io.hydrant.service.s3.embedded.object.StoredObject;

/** What answers say about an object that was written. */
public final class WriteAnswer {
    private WriteAnswer() {}

    /** Adds the two elements of a checksum. */
    public static void checksum(XmlText xml, ObjectChecksum checksum) {
        xml.leaf(checksum.algorithm().element(), checksum.value()).leaf("ChecksumType", checksum.type());
    }

    /** The headers that a write is answered with. */
    public static Map<String, String> headers(StoredObject object, Bucket bucket) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", object.quotedEtag());
        headers.putAll(WriteHeaders.shown(object.properties().encryption()));
        headers.putAll(VersionHeaders.of(object, bucket));
        return headers;
    }
}
