package io.hydrant.service.lambda.remote;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import io.hydrant.aws.FunctionArn;
import io.hydrant.http.client.Answer;
import io.hydrant.http.client.HttpPoster;
import io.hydrant.service.lambda.FunctionException;
import io.hydrant.service.lambda.FunctionException.Failure;
import io.hydrant.service.lambda.Invocation;
import io.hydrant.service.lambda.RemoteFunctions;
import io.hydrant.time.TimeOutException;

/** Functions that answer over HTTP. Thread-safe. */
public final class HttpFunctions implements RemoteFunctions {
    private final HttpPoster poster;
    private final Signer signer = new Signer();

    /** @param poster shared with everybody who posts */
    public HttpFunctions(HttpPoster poster) {
        this.poster = poster;
    }

    @Override
    public byte[] atUrl(URI url, Invocation invocation) {
        return Classification.ofUrl(post(url, Map.of(), invocation), url);
    }

    @Override
    public byte[] atApi(URI base, Invocation invocation) {
        URI url = url(base, invocation.function());
        return Classification.ofApi(post(url, signer.headers(url, invocation), invocation), url);
    }

    /**
     * What an answer means that a Lambda API would have given.
     *
     * @throws FunctionException as {@link #atApi}
     */
    public static byte[] read(Answer answer, Invocation invocation) {
        String region = invocation
                .function()
                .region()
                .orElse(invocation.caller().region().value());
        return Classification.ofApi(
                answer, url(URI.create("https://lambda." + region + ".amazonaws.com"), invocation.function()));
    }

    /** The function goes by its ARN, so that functions of several accounts and Regions differ. */
    private static URI url(URI base, FunctionArn function) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                + "/2015-03-31/functions/" + encoded(function.unqualified()) + "/invocations"
                + function.qualifier()
                        .map(given -> "?Qualifier=" + encoded(given))
                        .orElse(""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Answer post(URI url, Map<String, List<String>> signature, Invocation invocation) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(url)
                    .POST(BodyPublishers.ofByteArray(invocation.event(), 0, invocation.length()));
            Signer.HEADERS.forEach(request::header);
            signature.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
            return poster.post(request.build(), Invocation.LARGEST_ANSWER, invocation.limit());
        } catch (TimeOutException e) {
            throw new FunctionException(
                    Failure.TIMED_OUT, Classification.where(url) + " did not answer within 5 minutes.");
        } catch (ExecutionException e) {
            throw Classification.unanswered(e.getCause() == null ? e : e.getCause(), url);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FunctionException(Failure.UNREACHABLE, "Hydrant stopped waiting for the function.");
        } catch (IllegalArgumentException e) {
            throw new FunctionException(Failure.UNREACHABLE, Classification.where(url) + " cannot be sent to.");
        }
    }
}
