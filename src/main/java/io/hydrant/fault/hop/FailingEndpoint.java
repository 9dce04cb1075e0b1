package io.hydrant.fault.hop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.hydrant.aws.AwsError;
import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Hop;
import io.hydrant.http.FormedEndpoint;
import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.NoAnswerException;
import io.hydrant.http.RequestForm;
import io.hydrant.http.RequestHead;
import io.hydrant.http.StreamedBody;

/** An endpoint for clients whose calls fail when a rule says so, before their own work. Thread-safe as far as its target is. */
public final class FailingEndpoint implements FormedEndpoint {
    private final HttpEndpoint target;
    private final Hop hop;
    private final Service service;
    private final ClientCalls calls;

    /** What the endpoint's service knows of requests. */
    public interface Service {
        /** The call that a request is; empty for one that is no operation. */
        Optional<Call> describe(HttpRequest request);

        /** The answer that refuses a request. */
        HttpResponse refuse(HttpRequest request, AwsError error);
    }

    public FailingEndpoint(HttpEndpoint target, Hop hop, Service service, ClientCalls calls) {
        this.target = target;
        this.hop = hop;
        this.service = service;
        this.calls = calls;
    }

    @Override
    public RequestForm form(RequestHead head) {
        return target;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        try {
            return answerLater(request).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof NoAnswerException none ? none : e;
        }
    }

    @Override
    public Optional<HttpResponse> answerAtOnce(HttpRequest request) {
        return calls.watches(hop) ? Optional.empty() : target.answerAtOnce(request);
    }

    @Override
    public CompletableFuture<HttpResponse> answerLater(HttpRequest request) {
        Optional<Call> call = calls.watches(hop) ? service.describe(request) : Optional.empty();
        return call.isEmpty() ? target.answerLater(request) : calls.make(call.get(), new OwnWork(request));
    }

    @Override
    public long weight(RequestHead head, long length) {
        return target.weight(head, length);
    }

    private final class OwnWork implements ClientCalls.Work<HttpResponse> {
        private final HttpRequest request;

        OwnWork(HttpRequest request) {
            this.request = request;
        }

        @Override
        public HttpResponse done() {
            return target.answer(request);
        }

        @Override
        public HttpResponse refused(Effect.Refusal refusal) {
            return service.refuse(request, AwsError.server(refusal.code(), refusal.status(), refusal.message()));
        }

        @Override
        public void lose(HttpResponse answer) {
            answer.streamed().ifPresent(OwnWork::close);
        }

        private static void close(StreamedBody body) {
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
