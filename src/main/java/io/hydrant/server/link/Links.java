package io.hydrant.server.link;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/**
 * Connections to other nodes, one from each I/O thread of the server. A call leaves on the thread that it came in on, and so does
 * its answer. Thread-safe.
 */
public final class Links {
    private final Map<Way, Link> links = new ConcurrentHashMap<>();
    private volatile @Nullable XnioWorker worker;

    private record Way(XnioIoThread thread, String address) {}

    /** Uses the I/O threads of a server; before that no call leaves. */
    public void use(XnioWorker threads) {
        worker = threads;
    }

    /**
     * Makes a call. It fails with {@link LostCallException} when the node gives no answer, and with {@link
     * io.hydrant.http.NoAnswerException} when the node says that the client gets none. A client that has gone cancels it.
     *
     * @param address host and port
     */
    public CompletableFuture<HttpResponse> call(String address, HttpRequest request) {
        SentCall call = new SentCall(request);
        try {
            send(call, thread(), address);
        } catch (RejectedExecutionException | IllegalStateException e) { // the server does not run
            call.lost(0);
        }
        return call.answer();
    }

    private void send(SentCall call, XnioIoThread thread, String address) {
        if (Thread.currentThread() == thread) {
            link(thread, address).send(call);
        } else {
            thread.execute(() -> {
                try {
                    link(thread, address).send(call);
                } catch (RejectedExecutionException e) { // the server has stopped
                    call.lost(0);
                }
            });
        }
        CompletableFuture<?> unused = call.answer().whenComplete((done, failure) -> {
            if (call.answer().isCancelled()) {
                thread.execute(call::cancelled);
            }
        });
    }

    private XnioIoThread thread() {
        XnioWorker threads = worker;
        if (threads == null) {
            throw new IllegalStateException("The server has not started");
        }
        return Thread.currentThread() instanceof XnioIoThread own && own.getWorker() == threads
                ? own
                : threads.getIoThread();
    }

    private Link link(XnioIoThread thread, String address) {
        Way way = new Way(thread, address);
        Link known = links.get(way);
        if (known == null) {
            known = new Link(thread, () -> links.remove(way));
            links.put(way, known);
            int colon = address.lastIndexOf(':');
            String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
            known.connect(InetSocketAddress.createUnresolved(host, Integer.parseInt(address.substring(colon + 1))));
        }
        return known;
    }

    /** Ends all connections but those to {@code address}. Their calls are lost. */
    public void keepOnly(String address) {
        links.forEach((way, link) -> {
            if (!way.address().equals(address)) {
                link.close();
            }
        });
    }
}
