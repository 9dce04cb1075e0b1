package io.hydrant.destination.http.check;

import java.util.List;
import java.util.Locale;

/**
 * The points of a check, in the order in which they are tried. A rule is Firehose's own, or advice where its documents say
 * nothing: from reports about endpoints that lost records, or from HTTP itself.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html">request and response</a>
 */
public enum Point {
    STATUS("one record, every header", "Status 200 says that the endpoint has the records. Any other is a failure."),
    REDIRECT("one record", "The endpoint answers itself, because Firehose follows no redirect."),
    CONTENT_TYPE("one record", "The Content-Type of the answer is application/json."),
    BODY("one record", "The body of the answer is one JSON object."),
    REQUEST_ID("one record", "The requestId of the answer is that of the request."),
    TIMESTAMP("one record", "The timestamp of the answer is a number."),
    TIMESTAMP_UNIT("one record", "The timestamp is the time of the answer, in milliseconds since 1970."),
    CONTENT_LENGTH("one record", "The answer has a Content-Length, so it comes neither in chunks nor with trailers."),
    CONTENT_ENCODING("one record", "The answer has no Content-Encoding."),
    ANSWER_SIZE("one record", "The body of the answer has at most 1 MiB."),
    ANSWER_TIME("one record", "The answer comes within 3 minutes. A slow one holds up the requests behind it."),
    URL("no request", "The URL begins with https:// and has port 443. A public authority has signed the certificate."),
    MANY_RECORDS("500 records, then 10,000", "A request has up to 10,000 records."),
    BODY_SIZE(
            "bodies of 1 MiB and 5 MiB",
            "A body is as large as the buffering hint, 5 MiB by default. 413 loses its records."),
    LARGEST_BODY("a body of 64 MiB", "A body has up to 64 MiB before compression. 413 loses its records."),
    GZIP("a body in gzip", "With ContentEncoding GZIP the body is compressed, and Content-Encoding says so."),
    WRONG_KEY(
            "another access key",
            "The access key shows that a request is from your stream. Refuse others with 401 or 403."),
    ABSENT_KEY(
            "no access key",
            "A stream without an access key sends no such header. Refuse its requests with 401 or 403."),
    ERROR_BODY(
            "a wrong and no access key",
            "An error is JSON with requestId, timestamp and errorMessage. Firehose logs the message."),
    LONG_KEY("an access key of 4,096 bytes", "An access key has up to 4,096 bytes."),
    HEADER_NAMES(Basis.ADVICE, "names of headers in lower case", "Proxies change the case of the names of headers."),
    SAME_ID(
            "one request twice",
            "A request that is repeated has the same id. Answer 200 again, and keep its records once."),
    BINARY_RECORDS("all byte values, no UTF-8, no bytes", "The data of a record is base64 of any bytes."),
    LARGEST_RECORD("a record of 1,000 KiB", "A record has up to 1,000 KiB before base64."),
    ATTRIBUTES(
            "50 common attributes",
            "X-Amz-Firehose-Common-Attributes has up to 50 names and values of any characters."),
    UNKNOWN_MEMBERS(
            Basis.ADVICE,
            "unknown members and headers",
            "Ignore members and headers that you do not know: a later version of the protocol may have more."),
    MALFORMED(
            Basis.ADVICE,
            "broken JSON, then broken base64",
            "Answer 400 with an error in JSON to a body that cannot be read. 200 would lose it, 500 looks like a defect."),
    BAD_RECORD(
            Basis.ADVICE,
            "a record of no format among others",
            "200 stands for all records of a request. An endpoint that throws one away and answers 200 loses it."),
    HEALTH_CHECKS(
            Basis.ADVICE,
            "GET, HEAD, POST without headers",
            "Load balancers ask so. A short answer that is no error of the server keeps the endpoint in service."),
    PARALLEL(
            Basis.ADVICE,
            "40 requests, 20 at a time",
            "A stream of some size sends several requests at once, over connections that stay open."),
    SLOW_BODY(
            Basis.ADVICE,
            "a body that comes slowly",
            "A large body takes time. An endpoint that ends the wait gets it again."),
    SLOW_READER(
            Basis.ADVICE,
            "one record; the answer is read late",
            "A busy reader leaves the answer in the connection for a while. Do not cut it off."),
    AFTER_FAILURE(
            "a request that fails, then its repetition",
            "A failed request comes again with the same id after 1 s, 2 s, 4 s and so on, at most 120 s apart.");

    private final Basis basis;
    private final String sent;
    private final String rule;

    Point(String sent, String rule) {
        this(Basis.DOCUMENTED, sent, rule);
    }

    Point(Basis basis, String sent, String rule) {
        this.basis = basis;
        this.sent = sent;
        this.rule = rule;
    }

    /** Where a rule is from. */
    public enum Basis {
        /** Firehose's documents. */
        DOCUMENTED,
        /** HTTP itself, or reports about endpoints. */
        ADVICE
    }

    /** From 1 on. */
    public int number() {
        return List.of(values()).indexOf(this) + 1;
    }

    /** The name in a report, such as {@code request-id}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where the rule is from. */
    public Basis basis() {
        return basis;
    }

    /** What is sent. */
    public String sent() {
        return sent;
    }

    /** What the endpoint has to do. */
    public String rule() {
        return rule;
    }
}
