package io.hydrant.node;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.RequestForm;
import io.hydrant.http.RequestHead;
import io.hydrant.http.Routes;
import io.hydrant.server.EntryPoint;
import io.hydrant.server.NodeEnd;
import io.hydrant.server.link.Links;
import io.hydrant.store.Lease;
import org.jspecify.annotations.Nullable;

/** Where requests to a node go: to what it runs while it leads, else to the node that does. Thread-safe. */
final class Front implements Routes {
    private static final HttpEndpoint NOT_LEADING = new NotLeading();

    private final Links links = new Links();
    private final Forward elsewhere;
    private volatile @Nullable Open open;
    private volatile Optional<Lease> leader = Optional.empty();

    private volatile boolean ending;

    /**
     * What this node runs.
     *
     * @param routes of its clients
     * @param others routes of calls of other nodes
     */
    private record Open(Term term, Routes routes, Routes others) {}

    /**
     * @param forms of all requests, in the order in which they are asked
     * @param nanos the machine's running clock
     */
    Front(List<RequestForm> forms, LongSupplier nanos) {
        this.elsewhere = new Forward(forms, nanos, links, this::own, this::leader);
    }

    @Override
    public HttpEndpoint route(RequestHead head) {
        Optional<Routes> own = own();
        return own.isPresent() ? own.get().route(head) : elsewhere;
    }

    /** What makes a port that of a node. */
    NodeEnd nodeEnd() {
        return new NodeEnd(
                head -> ending
                        ? NOT_LEADING
                        : ofOthers().map(routes -> routes.route(head)).orElse(NOT_LEADING),
                links);
    }

    private Optional<Routes> own() {
        return running().map(Open::routes);
    }

    private Optional<Routes> ofOthers() {
        return running().map(Open::others);
    }

    private Optional<Open> running() {
        return Optional.ofNullable(open).filter(now -> now.term().isValid());
    }

    private Optional<Lease> leader() {
        return leader;
    }

    /** Another node leads; empty when none is known to. */
    void follow(Optional<Lease> other) {
        leader = other;
        links.keepOnly(other.map(Lease::address).orElse(""));
        elsewhere.abandon();
        retry();
    }

    /** Sends the calls that have waited. */
    void retry() {
        elsewhere.retry();
    }

    /** This node ends: other nodes are to send their calls elsewhere, and what waits for another leader waits no more. */
    void end() {
        ending = true;
        elsewhere.end();
    }

    /** The entry point through which requests reach {@code routes} during a term. */
    EntryPoint entryPoint(Term term, Routes routes, EntryPoint port) {
        Served.Waiting waiting = new Served.Waiting(elsewhere::lost);
        Served.Waiting others = new Served.Waiting(elsewhere::lostOfOther);
        Routes served = head -> new Served(routes.route(head), waiting);
        Routes servedToOthers = head -> new Served(routes.route(head), others);
        return new EntryPoint() {
            @Override
            public void start() {
                open = new Open(term, served, servedToOthers);
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
                others.end();
            }
        };
    }
}
