package io.hydrant.fault.hop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

import io.hydrant.aws.Arn;
import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.http.client.Answer;
import io.hydrant.http.client.HttpSender;
import io.hydrant.time.TimeLimit;
import io.hydrant.time.TimeOutException;

/** An {@link HttpSender} whose requests fail when a rule says so. Thread-safe as far as its target is. */
public final class FailingSender implements HttpSender {
    private final HttpSender target;
    private final FarSide side;
    private final OutgoingCalls calls;

    private FailingSender(HttpSender target, FarSide side, OutgoingCalls calls) {
        this.target = target;
        this.side = side;
        this.calls = calls;
    }

    /** What is put before a sender to HTTP endpoints. */
    public static UnaryOperator<HttpSender> toEndpoints(OutgoingCalls calls) {
        return target -> new FailingSender(target, new EndpointSide(), calls);
    }

    /** What is put before a sender to Splunk collectors. */
    public static UnaryOperator<HttpSender> toSplunk(OutgoingCalls calls) {
        return target -> new FailingSender(target, new SplunkSide(), calls);
    }

    /** What is put before a sender to search clusters. */
    public static UnaryOperator<HttpSender> toSearch(OutgoingCalls calls) {
        return target -> new FailingSender(target, new SearchSide(), calls);
    }

    @Override
    public Answer post(HttpRequest request, int largest, TimeLimit limit)
            throws TimeOutException, ExecutionException, InterruptedException {
        if (!calls.watches(side.hop())) {
            return target.post(request, largest, limit);
        }
        Arn stream = Arn.parse(limit.owner())
                .orElseThrow(() -> new IllegalArgumentException("No delivery stream: " + limit.owner()));
        Call call = new Call(
                side.hop(),
                Call.Maker.FIREHOSE,
                side.operation(request),
                stream.scope().orElseThrow(),
                Map.of(Call.About.STREAM, Streams.name(stream), Call.About.URL, shown(request.uri())));
        try {
            return calls.make(call, limit.owner(), new Request(request, largest, limit));
        } catch (TimeOutException | ExecutionException | InterruptedException | RuntimeException known) {
            throw known;
        } catch (Exception e) {
            throw new ExecutionException(e);
        }
    }

    /** Without the user, who may be a secret. */
    private static String shown(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort())
                + (url.getRawPath() == null ? "" : url.getRawPath())
                + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    }

    /** One request. A delay is a part of the time that it has. */
    private final class Request implements OutgoingCall<Answer, Exception> {
        private final HttpRequest request;
        private final int largest;
        private final TimeLimit limit;
        private final Instant begun;

        Request(HttpRequest request, int largest, TimeLimit limit) {
            this.request = request;
            this.largest = largest;
            this.limit = limit;
            this.begun = limit.clock().instant();
        }

        @Override
        public Answer make() throws Exception {
            return send(request);
        }

        private Answer send(HttpRequest sent) throws Exception {
            return target.post(
                    sent,
                    largest,
                    new TimeLimit(limit.clock(), limit.scheduler(), patience(), limit.what(), limit.owner()));
        }

        @Override
        public void makeUnheard() throws InterruptedException {
            try {
                make();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception alsoUnheard) {
                return;
            }
        }

        @Override
        public Answer refused(Effect.Refusal refusal, String rule) {
            return answer(
                    refusal.status(),
                    Map.of("Content-Type", List.of("application/json")),
                    side.refusal(request, refusal, limit.clock().instant()).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Answer refusedInPart(Effect.PartialFailure failure) throws Exception {
            return side.refusedInPart(request, failure, this::send);
        }

        @Override
        public Answer answered(Effect.Response response) {
            return answer(response.status(), response.headers(), response.body());
        }

        /** As any server, this one gives the length of its body. */
        private Answer answer(int status, Map<String, List<String>> headers, byte[] body) {
            Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            all.putAll(headers);
            if (!all.containsKey("Transfer-Encoding")) {
                all.putIfAbsent("Content-Length", List.of(String.valueOf(body.length)));
            }
            boolean cutOff = body.length > largest;
            return new Answer(
                    status,
                    HttpHeaders.of(all, (name, value) -> true),
                    cutOff ? Arrays.copyOf(body, largest) : body,
                    cutOff);
        }

        /** As the JDK's client says it. */
        @Override
        public Answer unanswered(Effect.How how, String rule) throws Exception {
            throw switch (how) {
                case RESET -> new ExecutionException(new IOException("Connection reset"));
                case CLOSE -> new ExecutionException(new IOException("HTTP/1.1 header parser received no bytes"));
                case HANG -> new TimeOutException();
            };
        }

        @Override
        public Answer stopped() throws Exception {
            throw new ExecutionException(new IOException("Hydrant stopped it"));
        }

        @Override
        public Duration patience() {
            return limit.span().minus(Duration.between(begun, limit.clock().instant()));
        }

        @Override
        public Duration longestDelay() {
            return limit.span();
        }
    }
}
