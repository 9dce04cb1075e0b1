package io.hydrant.service.s3.embedded.api.object;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.StreamedBody;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.ObjectChecksum;
import io.hydrant.service.s3.embedded.object.ObjectPart;
import io.hydrant.service.s3.embedded.object.StoredObject;

/** GetObject and HeadObject. */
final class ObjectReads {
    private static final int MOST_ATTEMPTS = 10;
    private static final Map<String, String> OVERRIDES = Map.of(
            "response-content-type", "content-type",
            "response-content-language", "content-language",
            "response-expires", "expires",
            "response-cache-control", "cache-control",
            "response-content-disposition", "content-disposition",
            "response-content-encoding", "content-encoding");

    private ObjectReads() {}

    /** GetObject, or HeadObject by the method. */
    static HttpResponse read(S3Call call) {
        Bucket bucket = call.bucket();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<HttpResponse> answer = attempt(call, bucket);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw S3Errors.of(503, "SlowDown", "Please reduce your request rate.");
    }

    /** The headers of {@code object} in answers to reads. */
    static Map<String, String> headers(StoredObject object, Bucket bucket) {
        Map<String, String> headers = new LinkedHashMap<>(object.properties().headers());
        headers.put("accept-ranges", "bytes");
        headers.put("etag", object.quotedEtag());
        headers.put("last-modified", Replies.httpDate(object.lastModified()));
        headers.putAll(WriteHeaders.shown(object.properties().encryption()));
        if (!object.properties().tags().isEmpty()) {
            headers.put(
                    "x-amz-tagging-count",
                    Integer.toString(object.properties().tags().size()));
        }
        headers.putAll(VersionHeaders.of(object, bucket));
        return headers;
    }

    private static Optional<HttpResponse> attempt(S3Call call, Bucket bucket) {
        StoredObject object = ObjectLookup.find(call, bucket);
        ReadCondition condition = ReadCondition.of(call, "");
        if (condition.isNotModified(object::quotedEtag, object.lastModified())) {
            Map<String, String> headers = headers(object, bucket);
            headers.remove("content-type");
            headers.remove("content-encoding");
            return Optional.of(Replies.empty(304, headers));
        }
        if (call.method().equals("GET") || asksForChecksum(call)) {
            call.s3().access().read(call.requester(), bucket, object);
        }
        Map<String, String> headers = headers(object, bucket);
        overrides(call, headers);
        Optional<ByteRange> range = part(call, object, headers);
        if (range.isEmpty()) {
            range = call.header("Range").flatMap(text -> ByteRange.parse(text, object.length()));
            // AWS tells the checksum of a range too when it is the whole object: recorded.
            if (range.map(ByteRange::length).orElse(object.length()) == object.length()) {
                checksum(call, object, headers);
            }
        }
        range.ifPresent(r -> headers.put("content-range", r.contentRange(object.length())));
        long from = range.map(ByteRange::first).orElse(0L);
        long length = range.map(ByteRange::length).orElse(object.length());
        int status = range.isPresent() ? 206 : 200;
        if (call.method().equals("HEAD")) {
            headers.put("content-length", Long.toString(length));
            return Optional.of(Replies.empty(status, headers));
        }
        if (length == 0) {
            return Optional.of(Replies.empty(status, headers));
        }
        try {
            return bucket.open(object).map(handle -> new HttpResponse(status, headers, new Body(handle, from, length)));
        } catch (IOException e) {
            throw new UncheckedIOException("An object's bytes cannot be read", e);
        }
    }

    /** The stretch of the part that {@code partNumber} asks for; empty when it asks for none. */
    private static Optional<ByteRange> part(S3Call call, StoredObject object, Map<String, String> headers) {
        Optional<String> asked = call.params().get("partNumber");
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        if (call.header("Range").isPresent()) {
            throw S3Errors.invalidRequest("Cannot specify both Range header and partNumber query parameter");
        }
        int number = PartNumber.of(asked.get());
        List<ObjectPart> parts = object.properties().parts();
        if (parts.isEmpty()) {
            if (number > 1) {
                throw noSuchPart(number, 1);
            }
            if (object.length() == 0) {
                return Optional.empty();
            }
            checksum(call, object, headers);
            return Optional.of(new ByteRange(0, object.length() - 1));
        }
        headers.put("x-amz-mp-parts-count", Integer.toString(parts.size()));
        if (number > parts.size()) {
            throw noSuchPart(number, parts.size());
        }
        long first = 0;
        for (ObjectPart before : parts.subList(0, number - 1)) {
            first += before.length();
        }
        ObjectPart part = parts.get(number - 1);
        partChecksum(call, object, part, headers);
        long length = part.length();
        return length == 0 ? Optional.empty() : Optional.of(new ByteRange(first, first + length - 1));
    }

    private static AwsException noSuchPart(int number, int count) {
        return new AwsException(S3Errors.of(
                        416,
                        "InvalidPartNumber",
                        "The requested partnumber is not satisfiable",
                        "PartNumberRequested",
                        Integer.toString(number))
                .error()
                .with("ActualPartCount", Integer.toString(count)));
    }

    private static boolean asksForChecksum(S3Call call) {
        return call.header("x-amz-checksum-mode")
                .filter("ENABLED"::equalsIgnoreCase)
                .isPresent();
    }

    private static void checksum(S3Call call, StoredObject object, Map<String, String> headers) {
        if (asksForChecksum(call)) {
            ObjectChecksum checksum = object.digests().checksum();
            headers.put(checksum.algorithm().header(), checksum.value());
            headers.put("x-amz-checksum-type", checksum.type());
        }
    }

    /** A part's own checksum is reported where the object's is composite; the object's where the part is all of it: recorded from AWS. */
    private static void partChecksum(S3Call call, StoredObject object, ObjectPart part, Map<String, String> headers) {
        if (object.digests().isComposite() && asksForChecksum(call)) {
            part.checksum().ifPresent(checksum -> {
                headers.put(checksum.algorithm().header(), checksum.value());
                headers.put("x-amz-checksum-type", object.digests().checksum().type());
            });
        } else if (object.properties().parts().size() == 1) {
            checksum(call, object, headers);
        }
    }

    private static void overrides(S3Call call, Map<String, String> headers) {
        OVERRIDES.forEach((parameter, header) -> call.params().get(parameter).ifPresent(value -> {
            if (!call.signed()) {
                throw S3Errors.invalidRequest(
                        "Request specific response headers cannot be used for anonymous GET requests.");
            }
            headers.put(header, value);
        }));
    }

    /** A stretch of a content on its way out. */
    private record Body(Content.Handle handle, long start, long length) implements StreamedBody {
        @Override
        public void writeTo(OutputStream out, long from, long count) throws IOException {
            handle.writeTo(out, start + from, count);
        }

        @Override
        public void close() throws IOException {
            handle.close();
        }
    }
}
