package io.hydrant.fault.hop;

import java.net.http.HttpRequest;
import java.time.Instant;

import io.hydrant.fault.Effect;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Operations;

/**
 * An HTTP endpoint.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html">request and response</a>
 */
final class EndpointSide implements FarSide {
    @Override
    public Hop hop() {
        return Hop.HTTP;
    }

    @Override
    public String operation(HttpRequest request) {
        return Operations.DELIVER;
    }

    @Override
    public String refusal(HttpRequest request, Effect.Refusal refusal, Instant now) {
        String id = request.headers().firstValue("X-Amz-Firehose-Request-Id").orElse("");
        String message = refusal.message().isEmpty() ? refusal.code() : refusal.message();
        return "{\"requestId\":" + FarSideJson.quoted(id) + ",\"timestamp\":" + now.toEpochMilli()
                + ",\"errorMessage\":" + FarSideJson.quoted(message) + '}';
    }
}
