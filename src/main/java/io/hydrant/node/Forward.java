package io.hydrant.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.hydrant.http.FormedEndpoint;
import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestForm;
import io.hydrant.http.RequestHead;
import io.hydrant.http.Routes;
import io.hydrant.server.link.Links;
import io.hydrant.server.link.LostCallException;
import io.hydrant.store.Lease;
import org.jspecify.annotations.Nullable;

/**
 * Hands calls to the node that leads. While none does, calls wait. A change that may have reached a node that then died is answered
 * 503, which SDKs try again; it is not sent twice. Thread-safe.
 */
final class Forward implements FormedEndpoint {
    /** Longer than it takes another node to lead. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int WORKERS = 64;
    private static final int CONTROL_THREADS = 8;

    /** Of one call, which may be what the nodes die of. */
    private static final int MOST_LOSSES = 3;

    private static final Set<String> QUESTIONS = Set.of("GET", "HEAD", "OPTIONS");

    private static final String TARGET = "X-Amz-Target";

    private static final RequestForm PLAIN = head -> true;

    private final Set<Sent> underWay = ConcurrentHashMap.newKeySet();
    private final Queue<Call> waiting = new ConcurrentLinkedQueue<>();
    private final Executor workers = threads(WORKERS);
    private final Executor control = threads(CONTROL_THREADS);
    private final List<RequestForm> forms;
    private final LongSupplier nanos;
    private final Links links;
    private final Supplier<Optional<Routes>> own;
    private final Supplier<Optional<Lease>> leader;
    private volatile boolean ended;

    /**
     * @param forms of all requests, in the order in which they are asked
     * @param nanos the machine's running clock
     * @param links to other nodes
     * @param own what this node runs, if it leads
     * @param leader the node that leads, as far as this one knows
     */
    Forward(
            List<RequestForm> forms,
            LongSupplier nanos,
            Links links,
            Supplier<Optional<Routes>> own,
            Supplier<Optional<Lease>> leader) {
        this.forms = List.copyOf(forms);
        this.nanos = nanos;
        this.links = links;
        this.own = own;
        this.leader = leader;
    }

    /** Threads for the calls that waited until this node led; they end when there is none. */
    private static Executor threads(int most) {
        ThreadPoolExecutor made =
                new ThreadPoolExecutor(most, most, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "hydrant-held");
                    thread.setDaemon(true);
                    return thread;
                });
        made.allowCoreThreadTimeOut(true);
        return made;
    }

    @Override
    public boolean owns(RequestHead head) {
        return true;
    }

    @Override
    public RequestForm form(RequestHead head) {
        for (RequestForm each : forms) { // several times a call
            if (each.owns(head)) {
                return each;
            }
        }
        return PLAIN;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        return answerLater(request).join();
    }

    @Override
    public boolean parks() {
        return true;
    }

    /** A call of an AWS service is answered soon. One of the control API may wait for long, so its client is watched. */
    @Override
    public Optional<CompletableFuture<HttpResponse>> park(HttpRequest request) {
        return request.head().header(TARGET).isPresent() ? Optional.of(answerLater(request)) : Optional.empty();
    }

    @Override
    public CompletableFuture<HttpResponse> answerLater(HttpRequest request) {
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        attempt(new Call(request, answer, patience(), 0));
        return answer;
    }

    /**
     * A call that a node has, which may answer it.
     *
     * @param holder of the lease
     */
    private record Sent(String holder, Call call, CompletableFuture<?> response) {}

    /** Calls to other nodes than the one that leads get no answer of those any more, which stand still, or have gone. */
    void abandon() {
        underWay.forEach(this::abandonUnlessItLeads);
    }

    private void abandonUnlessItLeads(Sent sent) {
        boolean leads = own.get().isEmpty()
                && leader.get()
                        .filter(now -> now.holder().equals(sent.holder()))
                        .isPresent();
        if (!leads && underWay.remove(sent)) {
            boolean unused = sent.response().cancel(true);
            lost(sent.call());
        }
    }

    /** A question is asked again. A change may have been made, so its client has to say whether it wants it once more. */
    void lost(Call call) {
        RequestHead head = call.request().head();
        if (QUESTIONS.contains(head.method()) && call.losses() < MOST_LOSSES) {
            again(new Call(call.request(), call.answer(), patience(), call.losses() + 1));
        } else {
            call.answer().complete(gone(head));
        }
    }

    /** As {@link #lost}, for a call of another node: that node asks the next one. */
    void lostOfOther(Call call) {
        RequestHead head = call.request().head();
        call.answer().complete(QUESTIONS.contains(head.method()) ? NotLeading.answer() : gone(head));
    }

    private HttpResponse gone(RequestHead head) {
        return unavailable(head, "The node that leads has gone while it answered.");
    }

    private long patience() {
        return nanos.getAsLong() + PATIENCE.toNanos();
    }

    private void attempt(Call call) {
        if (call.answer().isDone()) {
            return; // the client has gone
        }
        try {
            Optional<Routes> here = own.get();
            Optional<Lease> there = leader.get();
            if (here.isPresent()) {
                answerHere(call, here.get().route(call.request().head()));
            } else if (there.isPresent()) {
                send(call, there.get());
            } else {
                again(call);
            }
        } catch (RuntimeException e) {
            call.answer().completeExceptionally(e);
        }
    }

    /** As the server does it: control calls go on when all others wait for the clock, which one of them may move. */
    private void answerHere(Call call, HttpEndpoint endpoint) {
        Executor threads = endpoint.isPrivate(call.request().head()) ? control : workers;
        threads.execute(() -> {
            try {
                call.answerAs(endpoint.answerLater(call.request()));
            } catch (RuntimeException | Error e) {
                call.answer().completeExceptionally(e);
            }
        });
    }

    /** Sends the calls that have waited for a node that leads. */
    void retry() {
        List<Call> all = new ArrayList<>();
        for (@Nullable Call next = waiting.poll(); next != null; next = waiting.poll()) {
            all.add(next);
        }
        all.forEach(this::attempt);
    }

    /** What waits gets its answer now, and nothing waits any more. */
    void end() {
        ended = true;
        retry();
    }

    private void again(Call call) {
        if (ended || call.until() - nanos.getAsLong() <= 0) {
            String sentence =
                    leader.get().isPresent() ? "No call reaches the node that leads." : "No node leads at the moment.";
            call.answer().complete(unavailable(call.request().head(), sentence));
        } else {
            waiting.add(call);
        }
    }

    private void send(Call call, Lease lease) {
        CompletableFuture<HttpResponse> sent = links.call(lease.address(), call.request());
        Sent noted = new Sent(lease.holder(), call, sent);
        underWay.add(noted);
        CompletableFuture<?> unused = sent.whenComplete((response, failure) -> {
            if (!underWay.remove(noted)) {
                return; // it is abandoned
            }
            if (failure == null && !NotLeading.is(response)) {
                call.answer().complete(response);
            } else if (failure == null || (failure instanceof LostCallException lost && !lost.isSent())) {
                again(call);
            } else if (failure instanceof LostCallException) {
                lost(call);
            } else {
                call.answer().completeExceptionally(failure);
            }
        });
        unused = call.answer().whenComplete((done, failure) -> sent.cancel(true));
        abandonUnlessItLeads(noted); // another node may have taken over since this one looked
    }
}
