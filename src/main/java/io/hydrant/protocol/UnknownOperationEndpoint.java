package io.hydrant.protocol;

import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.RequestIds;
import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rest of the port: requests that no service owns, answered as AWS's front end does. Stateless. */
public final class UnknownOperationEndpoint implements HttpEndpoint {
    private static final Logger log = LoggerFactory.getLogger(UnknownOperationEndpoint.class);

    @Override
    public boolean owns(RequestHead head) {
        return true;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        String requestId = RequestIds.next();
        RequestHead head = request.head();
        HttpResponse answer = isOfS3(head)
                ? RequestPrecheck.noS3(requestId)
                : RequestPrecheck.refusal(head, requestId).orElseGet(() -> unknown(request, requestId));
        log.debug("Unknown operation id={} method={} status={}", requestId, head.method(), answer.status());
        return Cors.allow(head, answer);
    }

    @Override
    public HttpResponse bodyTooLong(RequestHead head, long bound) {
        return Cors.allow(head, ErrorWriter.bodyTooLong(bound));
    }

    @Override
    public HttpResponse unavailable(RequestHead head, String sentence) {
        return Cors.allow(head, ErrorWriter.unavailable(sentence, BodyForm.JSON));
    }

    /** In the form that the request speaks. */
    @Override
    public HttpResponse forbidden(RequestHead head, String sentence) {
        return RequestPrecheck.isJson(head)
                ? ErrorWriter.forbidden(sentence)
                : RequestPrecheck.accessDenied(sentence, RequestIds.next());
    }

    @Override
    public Optional<HttpResponse> answerAtOnce(HttpRequest request) {
        return Optional.of(answer(request));
    }

    /** The embedded S3 would have answered it. */
    private static boolean isOfS3(RequestHead head) {
        if (head.header(RequestPrecheck.TARGET).isPresent() || RequestPrecheck.isJson(head)) {
            return false;
        }
        try {
            return SignatureParser.parse(head)
                    .filter(each -> each.service().equals("s3"))
                    .isPresent();
        } catch (AwsException e) {
            return false;
        }
    }

    private static HttpResponse unknown(HttpRequest request, String requestId) {
        try {
            return ErrorWriter.write(RequestPrecheck.unknownOperation(request.body()), requestId);
        } catch (AwsException e) {
            return ErrorWriter.write(e.error(), requestId);
        }
    }
}
