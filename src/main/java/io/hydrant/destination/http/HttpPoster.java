package io.hydrant.destination.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.destination.StreamVersion;
import org.jspecify.annotations.Nullable;

/**
 * The clients that requests to all endpoints go through, each made when it is first needed. Thread-safe.
 *
 * <p>Certificates are checked with the JVM's trust store. An endpoint on this machine's own loopback address may show any
 * certificate, because nobody else is on that wire; a client of its own, so that nothing else is trusted by accident.
 */
public final class HttpPoster implements AutoCloseable {
    private static final Duration CONNECT_TIME_OUT = Duration.ofSeconds(10);

    private final Duration connectTimeOut;
    private final Map<Object, Expected> inFlight = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private @Nullable HttpClient strict;

    @GuardedBy("this")
    private @Nullable HttpClient loopback;

    private volatile boolean closed;

    public HttpPoster() {
        this(CONNECT_TIME_OUT);
    }

    /** {@code connectTimeOut} is of the wall: a machine that does not answer at all. */
    HttpPoster(Duration connectTimeOut) {
        this.connectTimeOut = connectTimeOut;
    }

    private record Expected(StreamVersion whose, CompletableFuture<Answer> answer) {}

    /** Where the answer to a request of {@code whose} that is about to be sent will be; completing it ends the request. */
    CompletableFuture<Answer> expect(StreamVersion whose) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Object key = new Object();
        inFlight.put(key, new Expected(whose, answer));
        CompletableFuture<?> unused = answer.whenComplete((done, failure) -> inFlight.remove(key));
        return answer;
    }

    /** Sends {@code request} and completes {@code answer}, which this poster expects. */
    void post(HttpRequest request, CompletableFuture<Answer> answer) {
        CompletableFuture<HttpResponse<LimitedBody.Read>> sent = send(request);
        CompletableFuture<?> unused = sent.whenComplete((response, failure) -> {
            if (failure == null) {
                LimitedBody.Read body = response.body();
                answer.complete(new Answer(response.statusCode(), response.headers(), body.bytes(), body.cutOff()));
            } else {
                answer.completeExceptionally(cause(failure));
            }
        });
        unused = answer.whenComplete((done, failure) -> sent.cancel(true));
    }

    private CompletableFuture<HttpResponse<LimitedBody.Read>> send(HttpRequest request) {
        if (closed) {
            return CompletableFuture.failedFuture(stopping());
        }
        try {
            return client(LocalHosts.isLoopback(request.uri())).sendAsync(request, info -> new LimitedBody());
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(new ConnectException("this URL cannot be sent to"));
        }
    }

    /** Ends what is under way for the streams that match, as a connection that broke off; what comes later is sent. */
    public void abort(Predicate<StreamVersion> whose) {
        for (Expected expected : List.copyOf(inFlight.values())) {
            if (whose.test(expected.whose())) {
                expected.answer().completeExceptionally(stopping());
            }
        }
    }

    /** Ends what is under way, and sends nothing more. */
    @Override
    public void close() {
        closed = true;
        abort(any -> true);
    }

    private static IOException stopping() {
        return new IOException("Hydrant stopped it");
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private synchronized HttpClient client(boolean onLoopback) {
        if (onLoopback) {
            loopback = loopback == null
                    ? builder()
                            .sslContext(trusting())
                            .proxy(HttpClient.Builder.NO_PROXY)
                            .build()
                    : loopback;
            return loopback;
        }
        strict = strict == null ? builder().build() : strict;
        return strict;
    }

    private HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeOut);
    }

    private static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAllManager()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }
}
