package io.hydrant.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.hydrant.http.Routes;
import io.hydrant.http.WebPages;
import io.hydrant.memory.Share;
import io.hydrant.server.link.LinkServer;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.protocol.http.HttpOpenListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * The one port: HTTP/1.1 on a socket, answered by the endpoints of a {@link io.hydrant.http.Router}; and HTTP/2 with prior knowledge, for clients
 * that begin with it; and calls of other nodes. Thread-safe.
 */
public final class HttpServer implements EntryPoint {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

    private static final int IDLE_MILLIS = 75_000;
    private static final int HEAD_MILLIS = 15_000;
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int BACKLOG = 10_000;
    private static final int WAITING_TASKS = 10_000;
    private static final int TASK_THREADS = 64;
    private static final int CONTROL_THREADS = 8;
    private static final long DRAIN_SECONDS = 4;

    private final String host;
    private final int wantedPort;
    private final Exchanges exchanges;
    private final Optional<NodeEnd> nodes;
    private final Optional<LinkServer> links;
    private final InFlight inFlight = new InFlight();
    private final Workers workers;
    private final Workers control;

    private @Nullable XnioWorker io;
    private @Nullable DefaultByteBufferPool buffers;
    private @Nullable AcceptingChannel<StreamConnection> socket;
    private @Nullable Http2Connections http2;

    /**
     * A server that does not listen yet and that pages of this machine may call.
     *
     * @param host the address or name to listen on
     * @param port the port; 0 picks a free one
     * @param maxBodyBytes the longest body in bytes; a longer one is answered 413
     */
    public HttpServer(String host, int port, Routes routes, long maxBodyBytes) {
        this(host, port, routes, WebPages.ofThisMachine(), maxBodyBytes, Share.unbounded("bodies"));
    }

    /**
     * A server that does not listen yet.
     *
     * @param pages which web pages may call
     * @param bodies what bodies of requests and long answers may take together
     */
    public HttpServer(String host, int port, Routes routes, WebPages pages, long maxBodyBytes, Share bodies) {
        this(host, port, routes, pages, maxBodyBytes, BodyReader.STALL_SECONDS, bodies, Optional.empty());
    }

    /** A server that does not listen yet, of one of several nodes. */
    public HttpServer(
            String host, int port, Routes routes, WebPages pages, long maxBodyBytes, Share bodies, NodeEnd nodes) {
        this(host, port, routes, pages, maxBodyBytes, BodyReader.STALL_SECONDS, bodies, Optional.of(nodes));
    }

    HttpServer(
            String host,
            int port,
            Routes routes,
            WebPages pages,
            long maxBodyBytes,
            long stallSeconds,
            Share bodies,
            Optional<NodeEnd> nodes) {
        this.host = Objects.requireNonNull(host, "host");
        this.wantedPort = port;
        this.workers = new Workers(TASK_THREADS, WAITING_TASKS);
        this.control = new Workers(CONTROL_THREADS, WAITING_TASKS);
        this.exchanges = new Exchanges(routes, pages, workers, control, maxBodyBytes, stallSeconds, bodies, inFlight);
        this.nodes = nodes;
        this.links =
                nodes.map(node -> new LinkServer(new LinkedCalls(node.calls(), workers, control, bodies, inFlight)));
    }

    @Override
    public synchronized void start() {
        if (io != null) {
            throw new IllegalStateException("Already started");
        }
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        try {
            XnioWorker worker = Sockets.xnio()
                    .createWorker(OptionMap.builder()
                            .set(Options.WORKER_NAME, "hydrant-io")
                            .set(Options.WORKER_IO_THREADS, threads)
                            .set(Options.WORKER_TASK_CORE_THREADS, 1)
                            .set(Options.WORKER_TASK_MAX_THREADS, 1)
                            .set(Options.CONNECTION_HIGH_WATER, 1_000_000)
                            .set(Options.CONNECTION_LOW_WATER, 1_000_000)
                            .set(Options.TCP_NODELAY, true)
                            .set(Options.CORK, true)
                            .getMap());
            io = worker;
            DefaultByteBufferPool pool = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4);
            buffers = pool;
            HttpOpenListener http1 = new HttpOpenListener(pool, limits());
            http1.setRootHandler(exchanges);
            Http2Connections others = new Http2Connections(pool, BUFFER_BYTES, exchanges, limits());
            http2 = others;
            List<Preface.Protocol> protocols = new ArrayList<>();
            protocols.add(new Preface.Protocol(Preface.HTTP_2, others::begin));
            links.ifPresent(node -> protocols.add(new Preface.Protocol(LinkServer.preface(), (connection, data) -> {
                try (data) {
                    node.begin(connection, data.getBuffer());
                }
            })));
            nodes.ifPresent(node -> node.links().use(worker));
            ChannelListener<AcceptingChannel<StreamConnection>> accept = ChannelListeners.openListenerAdapter(
                    Preface.choosing(pool, http1::handleEvent, protocols, IDLE_MILLIS));
            AcceptingChannel<StreamConnection> bound = worker.createStreamConnectionServer(
                    new InetSocketAddress(host, wantedPort),
                    accept,
                    OptionMap.builder()
                            .set(Options.WORKER_IO_THREADS, threads)
                            .set(Options.TCP_NODELAY, true)
                            .set(Options.REUSE_ADDRESSES, true)
                            .set(Options.BALANCING_TOKENS, 1)
                            .set(Options.BALANCING_CONNECTIONS, 2)
                            .set(Options.BACKLOG, BACKLOG)
                            .getMap());
            socket = bound;
            bound.resumeAccepts();
        } catch (IOException | RuntimeException e) {
            release();
            IOException cause = e instanceof IOException known ? known : new IOException(e);
            throw new UncheckedIOException("Cannot listen on " + host + ':' + wantedPort, cause);
        }
    }

    @Override
    public int port() {
        return address().getPort();
    }

    /** How many requests have begun and are not answered. */
    int inFlight() {
        return inFlight.count();
    }

    /** The address it listens on. */
    public synchronized InetSocketAddress address() {
        AcceptingChannel<StreamConnection> bound = socket;
        if (bound == null) {
            throw new IllegalStateException("Not started");
        }
        return bound.getLocalAddress(InetSocketAddress.class);
    }

    /** Stops accepting, answers what is in flight within 4 seconds, then stops. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (io == null) {
            workers.close();
            control.close();
            return;
        }
        IoUtils.safeClose(socket);
        exchanges.finish();
        if (!inFlight.await(DRAIN_SECONDS, TimeUnit.SECONDS)) {
            log.warn("Requests were still unanswered at the stop count={}", inFlight.count());
        }
        Http2Connections others = http2;
        if (others != null) {
            others.end();
        }
        release();
    }

    private void release() {
        workers.close();
        control.close();
        IoUtils.safeClose(socket);
        XnioWorker worker = io;
        if (worker != null) {
            worker.shutdownNow();
            try {
                worker.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        DefaultByteBufferPool pool = buffers;
        if (pool != null) {
            pool.close();
        }
        io = null;
        buffers = null;
        socket = null;
        http2 = null;
    }

    private static OptionMap limits() {
        return OptionMap.builder()
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, HEAD_MILLIS)
                .set(UndertowOptions.MAX_HEADER_SIZE, 64 * 1024)
                .set(UndertowOptions.MAX_HEADERS, 200)
                // Undertow's own bound would break off a body in chunks; the bound here is BodyReader's.
                .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .set(UndertowOptions.MAX_PARAMETERS, 1_000)
                .set(UndertowOptions.MAX_COOKIES, 50)
                .set(UndertowOptions.DECODE_URL, false)
                .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, true)
                .set(UndertowOptions.ALWAYS_SET_DATE, true)
                // Undertow's own way to HTTP/2 does not notice a client that hangs up within its preface.
                .set(UndertowOptions.ENABLE_HTTP2, false)
                .getMap();
    }
}
