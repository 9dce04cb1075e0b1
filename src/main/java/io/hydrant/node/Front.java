package io.hydrant.node;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.RequestForm;
import io.hydrant.http.RequestHead;
import io.hydrant.http.Routes;
import io.hydrant.server.EntryPoint;
import io.hydrant.store.Lease;
import org.jspecify.annotations.Nullable;

/** Where requests to a node go: to what it runs while it leads, else to the node that does. Thread-safe. */
final class Front implements Routes {
    private final Forward elsewhere;
    private volatile @Nullable Open open;
    private volatile Optional<Lease> leader = Optional.empty();

    private record Open(Term term, Routes routes) {}

    /**
     * @param forms of all requests, in the order in which they are asked
     * @param nanos the machine's running clock
     */
    Front(List<RequestForm> forms, LongSupplier nanos) {
        this.elsewhere = new Forward(forms, nanos, this::own, this::leader);
    }

    @Override
    public HttpEndpoint route(RequestHead head) {
        Optional<Routes> own = own();
        return own.isPresent() ? own.get().route(head) : elsewhere;
    }

    private Optional<Routes> own() {
        Open now = open;
        return now != null && now.term().isValid() ? Optional.of(now.routes()) : Optional.empty();
    }

    private Optional<Lease> leader() {
        return leader;
    }

    /** Another node leads; empty when none is known to. */
    void follow(Optional<Lease> other) {
        leader = other;
        elsewhere.abandon();
        retry();
    }

    /** Sends the calls that have waited. */
    void retry() {
        elsewhere.retry();
    }

    /** The entry point through which requests reach {@code routes} during a term. */
    EntryPoint entryPoint(Term term, Routes routes, EntryPoint port) {
        Served.Waiting waiting = new Served.Waiting(elsewhere::lost);
        Routes served = head -> new Served(routes.route(head), waiting);
        return new EntryPoint() {
            @Override
            public void start() {
                open = new Open(term, served);
                elsewhere.abandon();
                retry();
            }

            @Override
            public int port() {
                return port.port();
            }

            @Override
            public void close() {
                open = null;
                waiting.end();
            }
        };
    }
}
