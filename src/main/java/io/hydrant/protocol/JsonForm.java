package io.hydrant.protocol;

import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestForm;
import io.hydrant.http.RequestHead;

/** The form of calls to one service that speaks AWS JSON 1.1, and AWS CBOR 1.1 where it is asked to. */
public final class JsonForm implements RequestForm {
    private final String prefix;
    private final boolean speaksCbor;

    /** @param targetPrefix what a target begins with, such as {@code Firehose_20150804} */
    public JsonForm(String targetPrefix, boolean speaksCbor) {
        this.prefix = targetPrefix + '.';
        this.speaksCbor = speaksCbor;
    }

    @Override
    public boolean owns(RequestHead head) {
        return target(head).startsWith(prefix);
    }

    /** What targets of the service begin with. */
    String prefix() {
        return prefix;
    }

    /** The name of the operation; empty when the call is of another service. */
    String operation(RequestHead head) {
        return owns(head) ? target(head).substring(prefix.length()) : "";
    }

    private static String target(RequestHead head) {
        return head.header(RequestPrecheck.TARGET).orElse("");
    }

    BodyForm body(RequestHead head) {
        return speaksCbor && head.method().equals("POST") && BodyForm.CBOR.isOf(head) ? BodyForm.CBOR : BodyForm.JSON;
    }

    @Override
    public HttpResponse bodyTooLong(RequestHead head, long bound) {
        return Cors.allow(head, ErrorWriter.bodyTooLong(bound, body(head)));
    }

    @Override
    public HttpResponse unavailable(RequestHead head, String sentence) {
        return Cors.allow(head, ErrorWriter.unavailable(sentence, body(head)));
    }

    @Override
    public HttpResponse forbidden(RequestHead head, String sentence) {
        return ErrorWriter.forbidden(sentence);
    }
}
