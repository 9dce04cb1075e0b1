package io.hydrant.service.s3.embedded.api.upload;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.access.Acl;
import io.hydrant.service.s3.embedded.api.wire.ListParams;
import io.hydrant.service.s3.embedded.api.wire.Params;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.XmlText;
import io.hydrant.service.s3.embedded.upload.Upload;
import io.hydrant.service.s3.embedded.upload.UploadPage;

/** ListParts and ListMultipartUploads. */
final class UploadLists {
    private static final String MARKER = "part-number-marker";

    private UploadLists() {}

    /** ListParts. */
    static HttpResponse parts(S3Call call) {
        Bucket bucket = call.bucket();
        Upload upload = MultipartCalls.upload(call);
        int most = ListParams.pageSize(call.params(), "max-parts");
        int marker = Optional.of(call.params().text(MARKER))
                .filter(text -> !text.isEmpty())
                .map(text -> ListParams.number(text, MARKER))
                .orElse(0);
        List<Upload.Part> rest = bucket.uploads().parts(upload).stream()
                .filter(part -> part.number() > marker)
                .toList();
        List<Upload.Part> page = rest.subList(0, Math.min(most, rest.size()));
        XmlText xml = XmlText.document("ListPartsResult")
                .leaf("Bucket", bucket.name())
                .leaf("Key", upload.key())
                .leaf("UploadId", upload.id())
                .open("Initiator")
                .leaf("ID", Acl.ownerId(call.scope().account()))
                .close("Initiator")
                .open("Owner")
                .leaf("ID", Acl.ownerId(call.scope().account()))
                .close("Owner")
                .leaf("StorageClass", upload.properties().storageClass())
                .leaf("PartNumberMarker", marker);
        xml.leaf(
                        "NextPartNumberMarker",
                        page.isEmpty() ? 0 : page.get(page.size() - 1).number())
                .leaf("MaxParts", most)
                .leaf("IsTruncated", most > 0 && page.size() < rest.size());
        upload.algorithm().ifPresent(algorithm -> xml.leaf("ChecksumAlgorithm", algorithm.name())
                .leaf("ChecksumType", upload.checksumType()));
        page.forEach(part -> {
            xml.open("Part")
                    .leaf("PartNumber", part.number())
                    .leaf("LastModified", part.lastModified())
                    .leaf("ETag", '"' + part.digests().etag() + '"')
                    .leaf("Size", part.content().length());
            upload.algorithm()
                    .ifPresent(algorithm -> xml.leaf(
                            algorithm.element(), part.digests().checksum().value()));
            xml.close("Part");
        });
        return Replies.xml(xml);
    }

    /** ListMultipartUploads. The marker of an upload without that of its key is passed over: recorded from AWS. */
    static HttpResponse uploads(S3Call call) {
        Bucket bucket = call.bucket();
        Params params = call.params();
        UnaryOperator<String> encoded = ListParams.encoding(params);
        int most = ListParams.pageSize(params, "max-uploads");
        String keyMarker = params.text("key-marker");
        String idMarker = keyMarker.isEmpty() ? "" : params.text("upload-id-marker");
        UploadPage page = bucket.uploads()
                .list(new UploadPage.Query(params.text("prefix"), params.text("delimiter"), keyMarker, idMarker, most));
        XmlText xml = XmlText.document("ListMultipartUploadsResult")
                .leaf("Bucket", bucket.name())
                .leaf("KeyMarker", encoded.apply(keyMarker))
                .leaf("UploadIdMarker", idMarker)
                .leaf("NextKeyMarker", encoded.apply(page.nextKey()))
                .leaf("NextUploadIdMarker", page.nextId());
        params.get("prefix").ifPresent(prefix -> xml.leaf("Prefix", encoded.apply(prefix)));
        params.get("delimiter").ifPresent(delimiter -> xml.leaf("Delimiter", encoded.apply(delimiter)));
        params.get("encoding-type").ifPresent(type -> xml.leaf("EncodingType", type));
        xml.leaf("MaxUploads", most).leaf("IsTruncated", page.truncated());
        for (Upload upload : page.uploads()) {
            xml.open("Upload")
                    .leaf("Key", encoded.apply(upload.key()))
                    .leaf("UploadId", upload.id())
                    .open("Initiator")
                    .leaf("ID", Acl.ownerId(call.scope().account()))
                    .close("Initiator")
                    .open("Owner")
                    .leaf("ID", Acl.ownerId(call.scope().account()))
                    .close("Owner")
                    .leaf("StorageClass", upload.properties().storageClass())
                    .leaf("Initiated", upload.initiated());
            upload.algorithm().ifPresent(algorithm -> xml.leaf("ChecksumAlgorithm", algorithm.name())
                    .leaf("ChecksumType", upload.checksumType()));
            xml.close("Upload");
        }
        page.commonPrefixes().forEach(prefix -> xml.open("CommonPrefixes")
                .leaf("Prefix", encoded.apply(prefix))
                .close("CommonPrefixes"));
        return Replies.xml(xml);
    }
}
