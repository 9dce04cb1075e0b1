package io.hydrant.http.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.time.OutsideWork;
import io.hydrant.time.TimeLimit;
import io.hydrant.time.TimeOutException;
import org.jspecify.annotations.Nullable;

/**
 * The clients that requests to all endpoints go through, each made when it is first needed. Thread-safe.
 *
 * <p>Certificates are checked with the JVM's trust store. An endpoint on this machine's own loopback address may show any
 * certificate, because nobody else is on that wire; a client of its own, so that nothing else is trusted by accident.
 */
public final class HttpPoster implements HttpSender, AutoCloseable {
    private static final Duration CONNECT_TIME_OUT = Duration.ofSeconds(10);

    private final Duration connectTimeOut;
    private final OutsideWork underWay = new OutsideWork();

    @GuardedBy("this")
    private @Nullable HttpClient strict;

    @GuardedBy("this")
    private @Nullable HttpClient loopback;

    private volatile boolean closed;

    public HttpPoster() {
        this(CONNECT_TIME_OUT);
    }

    /** {@code connectTimeOut} is of the wall: a machine that does not answer at all. */
    public HttpPoster(Duration connectTimeOut) {
        this.connectTimeOut = connectTimeOut;
    }

    @Override
    public Answer post(HttpRequest request, int largest, TimeLimit limit)
            throws TimeOutException, ExecutionException, InterruptedException {
        return post(request, largest, limit, Runnable::run);
    }

    /**
     * As {@link #post(HttpRequest, int, TimeLimit)}, for a reader that takes its time.
     *
     * @param reader runs what begins to read the body of the answer
     */
    public Answer post(HttpRequest request, int largest, TimeLimit limit, Executor reader)
            throws TimeOutException, ExecutionException, InterruptedException {
        return underWay.await(limit, answer -> post(request, largest, reader, answer));
    }

    private void post(HttpRequest request, int largest, Executor reader, CompletableFuture<Answer> answer) {
        CompletableFuture<HttpResponse<LimitedBody.Read>> sent = send(request, largest, reader);
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

    private CompletableFuture<HttpResponse<LimitedBody.Read>> send(HttpRequest request, int largest, Executor reader) {
        if (closed) {
            return CompletableFuture.failedFuture(new IOException("Hydrant stopped it"));
        }
        try {
            return client(LocalHosts.isLoopback(request.uri()))
                    .sendAsync(request, info -> new LimitedBody(largest, info.headers(), reader));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(new ConnectException("this URL cannot be sent to"));
        }
    }

    /** Ends what is under way for the owners that match, as a connection that broke off; what comes later is sent. */
    public void abort(Predicate<String> owners) {
        underWay.abort(owners);
    }

    /** Ends what is under way, and sends nothing more. */
    @Override
    public void close() {
        closed = true;
        abort(any -> true);
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
