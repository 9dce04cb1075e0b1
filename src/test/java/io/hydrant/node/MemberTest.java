package io.hydrant.node;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import io.hydrant.server.EntryPoint;
import io.hydrant.store.KnownNode;
import io.hydrant.store.Lease;
import io.hydrant.store.Leases;
import io.hydrant.store.Node;
import io.hydrant.store.StoreException;
import io.hydrant.support.ExpectedErrors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When a node leads, and when it does not any more. */
@Timeout(60)
class MemberTest {
    private final OneLease leases = new OneLease();
    private final AtomicLong nanos = new AtomicLong();
    private final Queue<Term> terms = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean broken;
    private final Member member = new Member(
            leases,
            port -> "localhost:" + port,
            "1.0",
            List.of(),
            nanos::get,
            (routes, nodes) -> new NoEntry(),
            this::make);

    /** The lease of an engine that may be silent. */
    private static final class OneLease implements Leases {
        private String holder = "";
        private long fence;
        private boolean silent;
        private int beats;

        @Override
        public synchronized Lease beat(Node self, Duration length) {
            beats++;
            if (silent) {
                throw new StoreException("The engine is away.");
            }
            if (holder.isEmpty()) {
                holder = self.id();
                fence++;
            }
            return new Lease(holder, "localhost:2", fence);
        }

        @Override
        public synchronized void leave(Node self) {
            if (holder.equals(self.id())) {
                holder = "";
            }
        }

        synchronized int beats() {
            return beats;
        }

        synchronized String holder() {
            return holder;
        }

        synchronized void give(String other) {
            holder = other;
            fence++;
        }

        synchronized void beSilent(boolean now) {
            silent = now;
        }

        @Override
        public List<KnownNode> nodes() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    private record NoEntry() implements EntryPoint {
        @Override
        public void start() {}

        @Override
        public int port() {
            return 1;
        }

        @Override
        public void close() {}
    }

    private Leader make(Term term, EntryPoint.Maker entry) {
        terms.add(term);
        return new Leader() {
            @Override
            public void start() {
                if (broken) {
                    throw new StoreException("Nothing starts here.");
                }
                running.incrementAndGet();
            }

            @Override
            public void close() {
                running.set(0);
            }
        };
    }

    @AfterEach
    void close() {
        member.close();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theFirstNodeLeadsWhenItHasStarted() {
        member.start();
        assertThat(running).hasValue(1);
        assertThat(leases.holder()).isEqualTo(terms.element().node().id());

        member.close();

        assertThat(running).hasValue(0);
        assertThat(leases.holder()).as("it is given back").isEmpty();
    }

    @Test
    void anEngineThatIsSilentAtTheStartIsToldOf() {
        leases.beSilent(true);

        assertThatThrownBy(member::start).isInstanceOf(StoreException.class).hasMessage("The engine is away.");
    }

    @Test
    void aStartThatFailsIsToldOfAndTheLeaseIsGivenBack() {
        broken = true;

        assertThatThrownBy(member::start).isInstanceOf(StoreException.class).hasMessage("Nothing starts here.");
        member.close();

        assertThat(leases.holder()).isEmpty();
    }

    @Test
    @ExpectedErrors("This node cannot lead: Nothing starts here.")
    void aNodeThatCannotLeadLetsAnotherTry() {
        leases.give("another");
        member.start();
        assertThat(terms).isEmpty();
        broken = true;

        leases.give("");
        await(() -> !terms.isEmpty() && terms.element().isOver());
        nanos.addAndGet(Duration.ofSeconds(5).toNanos()); // it rests after that
        broken = false;

        await(() -> running.get() == 1);
        assertThat(terms).hasSize(2).extracting(Term::node).doesNotHaveDuplicates();
    }

    @Test
    void aLeaderThatHearsNothingForTheLengthOfTheLeaseEndsAndComesBackAsAnother() {
        member.start();
        leases.beSilent(true);
        Term term = terms.element();
        nanos.addAndGet(Member.LEASE.toNanos());
        assertThat(term.isValid()).isFalse();
        await(() -> running.get() == 0);

        leases.leave(term.node());
        leases.beSilent(false);

        await(() -> running.get() == 1);
        assertThat(terms).hasSize(2).extracting(Term::node).doesNotHaveDuplicates();
        assertThat(terms).extracting(Term::fence).containsExactly(1L, 2L);
    }

    @Test
    void aLeaderThatAnotherHasReplacedEnds() {
        member.start();

        leases.give("another");

        await(() -> running.get() == 0);
        assertThat(terms.element().isOver()).isTrue();
        assertThat(leases.holder()).isEqualTo("another");
    }

    @Test
    void aLeaderThatIsReplacedWhileItsPortClosesStillAsks() {
        EntryPoint closing = new EntryPoint() {
            private volatile boolean closed;

            @Override
            public void start() {}

            @Override
            public int port() {
                if (closed) {
                    throw new IllegalStateException("Not started");
                }
                return 1;
            }

            @Override
            public void close() {
                closed = true;
                leases.give("another");
                int before = leases.beats();
                await(() -> leases.beats() > before + 2);
            }
        };
        try (Member leaving = new Member(
                leases,
                port -> "localhost:" + port,
                "1.0",
                List.of(),
                nanos::get,
                (routes, nodes) -> closing,
                this::make)) {
            leaving.start();
        }

        assertThat(leases.holder()).isEqualTo("another");
    }
}
