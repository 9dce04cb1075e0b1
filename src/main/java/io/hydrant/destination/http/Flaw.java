package io.hydrant.destination.http;

/**
 * What may be wrong with an answer of status 200, in the order in which it is looked for. Firehose treats an answer with a flaw as
 * one of status 500.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html">request and response</a>
 */
public enum Flaw {
    /** The type is another one, or none is given. */
    CONTENT_TYPE("its Content-Type is not application/json"),
    /** The body is compressed. */
    CONTENT_ENCODING("with a Content-Encoding"),
    /** The length of the body is not given. */
    NO_CONTENT_LENGTH("without a Content-Length"),
    /** The body is something else. */
    NOT_AN_OBJECT("its body is not a JSON object"),
    /** The id is another one, or none is given. */
    REQUEST_ID("its requestId is not that of the request"),
    /** The time is another type of value, or none is given. */
    TIMESTAMP("its timestamp is not a number");

    private final String words;

    Flaw(String words) {
        this.words = words;
    }

    /** The flaw in words that follow "The endpoint answered 200, but". */
    public String words() {
        return words;
    }
}
