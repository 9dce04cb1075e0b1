package io.hydrant.destination.http;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.hydrant.destination.StreamVersion;
import io.hydrant.http.client.Secrets;

/** What every request to one endpoint looks like: where it goes, its headers, and how large its body may be. */
final class EndpointRequest {
    /** No body is larger than this before compression, whatever the buffer's size. */
    static final long LARGEST_BODY = 64L << 20;

    /** More bytes of an answer than this are not read. */
    static final int LARGEST_ANSWER = 1 << 20;

    private static final JsonFactory JSON = new JsonFactory();

    /** A header carries the printable characters of ASCII; JSON escapes the others. */
    private static final int LAST_PRINTABLE = 126;

    private static final int LAST_PORT = 65_535;

    private final URI url;
    private final boolean gzip;
    private final long bodyLimit;
    private final Map<String, String> headers;
    private final Secrets secrets;

    private EndpointRequest(URI url, boolean gzip, long bodyLimit, Map<String, String> headers, Secrets secrets) {
        this.url = url;
        this.gzip = gzip;
        this.bodyLimit = bodyLimit;
        this.headers = headers;
        this.secrets = secrets;
    }

    /** The requests that {@code spec} asks for. The User-Agent is the one that receivers report. */
    static EndpointRequest of(EndpointSettings spec, StreamVersion origin) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "Amazon Kinesis Data Firehose Agent/1.0");
        headers.put("Content-Type", "application/json");
        if (spec.gzip()) {
            headers.put("Content-Encoding", "gzip");
        }
        headers.put("X-Amz-Firehose-Protocol-Version", "1.0");
        headers.put("X-Amz-Firehose-Source-Arn", origin.arn());
        String accessKey = spec.accessKey().orElse("");
        if (!accessKey.isEmpty()) {
            headers.put("X-Amz-Firehose-Access-Key", accessKey);
        }
        if (!spec.commonAttributes().isEmpty()) {
            headers.put("X-Amz-Firehose-Common-Attributes", json(spec.commonAttributes()));
        }
        return new EndpointRequest(
                spec.url(),
                spec.gzip(),
                Math.min(spec.hints().bytes(), LARGEST_BODY),
                headers,
                Secrets.of(spec.url(), accessKey));
    }

    /** An empty body for the request {@code id}. */
    RequestBody newBody(UUID id, long millis, long expectedBytes) {
        return new RequestBody(id, millis, gzip, bodyLimit, expectedBytes);
    }

    /**
     * The request {@code id} with a finished body.
     *
     * @param address where it goes
     *
     * @throws IllegalArgumentException when the URL or a header cannot be sent
     */
    HttpRequest with(URI address, UUID id, RequestBody body) {
        if (address.getPort() > LAST_PORT) {
            throw new IllegalArgumentException("No port: " + address.getPort());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(address).POST(body.publisher());
        request.header("X-Amz-Firehose-Request-Id", id.toString());
        headers.forEach(request::header);
        return request.build();
    }

    /** The URL that the stream names. */
    URI url() {
        return url;
    }

    /** The URL as the ledger shows it. */
    String location() {
        String text = url.toString();
        int end = text.length();
        for (char part : new char[] {'?', '#'}) {
            int at = text.indexOf(part);
            end = at < 0 ? end : Math.min(end, at);
        }
        String user = url.getRawUserInfo();
        String shown = text.substring(0, end);
        return user == null ? shown : shown.replace(user + "@", "");
    }

    /** What no message may show. */
    Secrets secrets() {
        return secrets;
    }

    private static String json(Map<String, String> attributes) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setHighestNonEscapedChar(LAST_PRINTABLE);
            json.writeStartObject();
            json.writeObjectFieldStart("commonAttributes");
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                json.writeStringField(attribute.getKey(), attribute.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A writer in memory failed", e);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "EndpointRequest[host=" + url.getHost() + "]";
    }
}
