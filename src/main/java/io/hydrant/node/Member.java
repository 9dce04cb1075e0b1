package io.hydrant.node;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

import io.hydrant.http.RequestForm;
import io.hydrant.http.Routes;
import io.hydrant.server.EntryPoint;
import io.hydrant.server.NodeEnd;
import io.hydrant.store.Lease;
import io.hydrant.store.Leases;
import io.hydrant.store.Node;
import io.hydrant.store.StoreException;
import io.hydrant.time.WallTime;
import io.hydrant.time.WallTime.Beats;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as one of several nodes. It asks for the lease twice a second, leads while it has it, and hands its calls to the node
 * that leads otherwise. A node that has lost the lease begins anew, under another name. Thread-safe.
 */
public final class Member implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Member.class);

    /** How long a node that is silent keeps the lease. */
    static final Duration LEASE = Duration.ofSeconds(5);

    private static final Duration BEAT = Duration.ofMillis(500);

    /** After a start that has failed. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final Leases leases;
    private final IntFunction<String> address;
    private final String version;
    private final LongSupplier nanos;
    private final Leader.Maker maker;
    private final Front front;
    private final LeaderCheck check;
    private final EntryPoint port;
    private final ExecutorService terms = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "hydrant-term");
        made.setDaemon(true);
        return made;
    });
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    /** Used by the thread of the beats, and after its end. */
    private @Nullable Node self;

    private @Nullable Term term;
    private boolean failing;
    private volatile long restUntil;

    /** The number of the port, also when it is closed already. */
    private volatile int bound;

    private volatile @Nullable Beats beats;

    /** Used by the thread of the terms, and after its end. */
    private @Nullable Leader leader;

    /** Makes the port of a node. */
    @FunctionalInterface
    public interface Port {
        /** A port that takes no requests yet. */
        EntryPoint make(Routes routes, NodeEnd nodes);
    }

    /**
     * A node that has not started.
     *
     * @param address where other nodes reach a port of this one
     * @param forms of all requests, in the order in which they are asked
     * @param nanos the machine's running clock
     * @param port makes the port of this node
     * @param maker makes what runs while this node leads
     */
    public Member(
            Leases leases,
            IntFunction<String> address,
            String version,
            List<RequestForm> forms,
            LongSupplier nanos,
            Port port,
            Leader.Maker maker) {
        this.leases = leases;
        this.address = address;
        this.version = version;
        this.nanos = nanos;
        this.maker = maker;
        this.restUntil = nanos.getAsLong();
        this.front = new Front(forms, nanos);
        this.check = new LeaderCheck(nanos);
        this.port = port.make(front, front.nodeEnd());
    }

    /**
     * Opens the port, and returns when this node leads or knows who does.
     *
     * @throws StoreException with a sentence when the engine cannot be used
     */
    public void start() {
        port.start();
        bound = port.port();
        beats = WallTime.beats("hydrant-node", BEAT, this::beat);
        try {
            ready.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** The port that requests come in at. */
    public int port() {
        return port.port();
    }

    private Node self() {
        Node known = self;
        if (known == null) {
            known = new Node(UUID.randomUUID().toString(), address.apply(bound), version);
            self = known;
        }
        return known;
    }

    private void beat() {
        try {
            ask();
        } catch (StoreException e) {
            unheard(e);
        } catch (RuntimeException e) {
            log.error("The lease cannot be asked for", e);
            ready.completeExceptionally(e);
        }
        front.retry();
    }

    private void ask() {
        long asked = nanos.getAsLong();
        if (asked - restUntil < 0) {
            return;
        }
        Lease lease = leases.beat(self(), LEASE);
        if (failing) {
            log.info("The database answers again");
            failing = false;
        }
        if (!lease.isOf(self())) {
            stepDown("another node has taken over");
            follow(lease);
            ready.complete(null);
            return;
        }
        Term known = term;
        if (known == null) {
            known = new Term(self(), lease.fence(), nanos);
            term = known;
            known.renew(asked, LEASE);
            Term begun = known;
            terms.execute(() -> lead(begun));
        } else if (known.isOver()) { // its start has failed
            leases.leave(self());
            forget();
        } else {
            known.renew(asked, LEASE);
        }
    }

    /** A node whose address is this one's is not there: another at a wrong address, or this one before it was started anew. */
    private void follow(Lease lease) {
        String own = self().address();
        front.follow(Optional.of(lease)
                .filter(each -> !each.holder().isEmpty() && !each.address().equals(own)));
        boolean unused = check.look(lease, own);
    }

    private void unheard(StoreException why) {
        if (!failing) {
            log.warn("The database does not answer: {}", why.getMessage());
            failing = true;
        }
        Term known = term;
        if (known != null && !known.isValid()) {
            stepDown("the lease could not be renewed in time");
        }
        ready.completeExceptionally(why);
    }

    private void stepDown(String why) {
        Term known = term;
        if (known == null) {
            return;
        }
        log.warn("This node leads no more, because {} fence={}", why, known.fence());
        known.end();
        forget();
        terms.execute(this::end);
    }

    private void forget() {
        term = null;
        self = null;
    }

    private void lead(Term begun) {
        try {
            Leader made = maker.make(begun, (routes, bodies) -> front.entryPoint(begun, routes, port));
            leader = made;
            made.start();
            log.info("This node leads fence={}", begun.fence());
            ready.complete(null);
        } catch (RuntimeException e) {
            restUntil = nanos.getAsLong() + REST.toNanos();
            begun.end();
            end();
            if (!ready.completeExceptionally(e)) {
                log.error("This node cannot lead: {}", e.getMessage(), e);
            }
        }
    }

    private void end() {
        Leader known = leader;
        leader = null;
        if (known != null) {
            try {
                known.close();
            } catch (RuntimeException e) {
                log.warn("What this node led with did not end well: {}", e.getMessage());
            }
        }
    }

    /** Answers what is in flight, and gives the lease back, so that another node leads at once. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (terms.isShutdown()) {
            return;
        }
        front.end();
        port.close();
        Beats known = beats;
        if (known != null) {
            known.close();
        }
        terms.execute(this::end);
        await();
        Node here = self;
        if (here != null) {
            try {
                leases.leave(here);
            } catch (StoreException e) {
                log.warn("The lease could not be given back: {}", e.getMessage());
            }
        }
        leases.close();
    }

    private void await() {
        terms.shutdown();
        try {
            if (!terms.awaitTermination(1, TimeUnit.MINUTES)) {
                log.warn("A node did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
