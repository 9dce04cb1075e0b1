package io.hydrant.service.sts.api;

import java.util.Locale;
import java.util.OptionalLong;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.RequestIds;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.Refusals;
import io.hydrant.http.RequestForm;
import io.hydrant.http.RequestHead;

/** The form of calls to STS: the Query protocol, by POST and by GET. Stateless. */
public final class StsForm implements RequestForm {
    static final String VERSION = "2011-06-15";
    /** Many times what the longest request of STS has. */
    private static final long MAX_BODY = 1 << 20;

    @Override
    public boolean owns(RequestHead head) {
        if (!head.path().equals("/") || head.header("X-Amz-Target").isPresent()) {
            return false;
        }
        if (head.method().equals("POST")) {
            return head.header("Content-Type")
                    .map(type -> type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded"))
                    .orElse(false);
        }
        return head.method().equals("GET")
                && head.query().contains("Action=")
                && head.query().contains("Version=" + VERSION);
    }

    @Override
    public OptionalLong maxBody(RequestHead head) {
        return OptionalLong.of(MAX_BODY);
    }

    @Override
    public HttpResponse bodyTooLong(RequestHead head, long bound) {
        return refusal(413, "RequestEntityTooLarge", Refusals.tooLong(bound));
    }

    @Override
    public HttpResponse unavailable(RequestHead head, String sentence) {
        return refusal(503, "ServiceUnavailable", sentence);
    }

    @Override
    public HttpResponse forbidden(RequestHead head, String sentence) {
        return refusal(403, "AccessDenied", sentence);
    }

    private static HttpResponse refusal(int status, String code, String sentence) {
        return StsXml.error(AwsError.server(code, status, sentence), RequestIds.next());
    }
}
