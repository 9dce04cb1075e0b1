package io.hydrant.protocol;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * A shorter way for the common form of some operations' requests, from bytes to records without a tree. What it cannot read goes to
 * the general endpoint, and so does every request while a fault may strike it.
 */
public abstract class FastPath implements HttpEndpoint {
    private final Set<String> targets;
    private final HttpEndpoint general;
    private final BooleanSupplier watched;

    /**
     * @param targets the values of {@code X-Amz-Target} that it answers
     * @param general knows the same operations
     * @param watched whether the operations may have to fail, which the general endpoint sees to
     */
    protected FastPath(Set<String> targets, HttpEndpoint general, BooleanSupplier watched) {
        this.targets = Set.copyOf(targets);
        this.general = general;
        this.watched = watched;
    }

    /**
     * Answers a JSON request of no web page.
     *
     * @param mayWait whether this thread may wait
     * @return null if the general endpoint, or a thread that may wait, must answer; nothing has been changed then
     */
    protected abstract @Nullable HttpResponse put(HttpRequest request, boolean mayWait);

    /** As {@link #put} on a thread that may not wait, for an endpoint that {@linkplain #parks parks}. */
    protected @Nullable CompletableFuture<HttpResponse> parked(HttpRequest request) {
        HttpResponse answer = put(request, false);
        return answer == null ? null : CompletableFuture.completedFuture(answer);
    }

    private @Nullable HttpResponse common(HttpRequest request, boolean mayWait) {
        return isCommon(request.head()) ? put(request, mayWait) : null;
    }

    private static boolean isCommon(RequestHead head) {
        return head.method().equals("POST")
                && head.header("Content-Type").orElse("").equals(ErrorWriter.JSON_1_1)
                && head.header("Origin").isEmpty();
    }

    @Override
    public final boolean owns(RequestHead head) {
        return targets.contains(head.header(RequestPrecheck.TARGET).orElse(""));
    }

    @Override
    public final Optional<HttpResponse> answerAtOnce(HttpRequest request) {
        return watched.getAsBoolean() ? Optional.empty() : Optional.ofNullable(common(request, false));
    }

    @Override
    public final Optional<CompletableFuture<HttpResponse>> park(HttpRequest request) {
        return watched.getAsBoolean() || !isCommon(request.head())
                ? Optional.empty()
                : Optional.ofNullable(parked(request));
    }

    @Override
    public final CompletableFuture<HttpResponse> answerLater(HttpRequest request) {
        return watched.getAsBoolean()
                ? general.answerLater(request)
                : CompletableFuture.completedFuture(answer(request));
    }

    @Override
    public final HttpResponse answer(HttpRequest request) {
        HttpResponse answer = common(request, true);
        return answer != null ? answer : general.answer(request);
    }

    @Override
    public long weight(RequestHead head, long length) {
        return general.weight(head, length);
    }

    @Override
    public final HttpResponse bodyTooLong(RequestHead head, long bound) {
        return general.bodyTooLong(head, bound);
    }

    @Override
    public final HttpResponse unavailable(RequestHead head, String sentence) {
        return general.unavailable(head, sentence);
    }

    @Override
    public final HttpResponse forbidden(RequestHead head, String sentence) {
        return general.forbidden(head, sentence);
    }
}
