package io.hydrant.service.lambda.remote;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.hydrant.http.signature.RequestSigner;
import io.hydrant.http.signature.SigningException;
import io.hydrant.http.signature.UnsignedRequest;
import io.hydrant.service.lambda.FunctionException;
import io.hydrant.service.lambda.FunctionException.Failure;
import io.hydrant.service.lambda.Invocation;

/** Signs requests to a Lambda API. Thread-safe. */
final class Signer {
    /** What a request has before it is signed. */
    static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "X-Amz-Invocation-Type", "RequestResponse");

    /** The headers that sign the event of {@code invocation}. */
    Map<String, List<String>> headers(URI url, Invocation invocation) {
        String region = invocation
                .function()
                .region()
                .orElse(invocation.caller().region().value());
        try {
            return new RequestSigner()
                    .headers(
                            new UnsignedRequest(url, HEADERS, invocation.event(), invocation.length()),
                            "lambda",
                            region,
                            invocation.caller().account());
        } catch (SigningException e) {
            throw new FunctionException(
                    Failure.ACCESS_DENIED,
                    "No credentials to call " + Classification.where(url) + " with (" + e.getMessage() + ").");
        }
    }
}
