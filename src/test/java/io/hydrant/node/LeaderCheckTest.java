package io.hydrant.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicLong;

import io.hydrant.store.Lease;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.LoggedLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What the log says of a leader that calls do not reach, over real sockets. */
@Timeout(60)
class LeaderCheckTest {
    private static final String OWN = "127.0.0.1:4566";
    private static final String TOLD = "Calls do not reach the node that leads, because its address is ";

    private final AtomicLong nanos = new AtomicLong();
    private final LeaderCheck check = new LeaderCheck(nanos::get);
    private final LoggedLines logged = new LoggedLines();

    @AfterEach
    void close() {
        logged.close();
    }

    private void pass() {
        nanos.addAndGet(LeaderCheck.PATIENCE.toNanos());
    }

    /** Goes on until the check says that it is over. */
    private void lookUntilItIsOver(Lease lease) {
        while (!check.look(lease, OWN)) {
            Thread.onSpinWait();
        }
    }

    private static HttpReceiver listing(String id) {
        return HttpReceiver.start().otherwise(HttpReceiver.body("{\"nodes\":[{\"id\":\"" + id + "\"}]}"));
    }

    private static Lease lease(HttpReceiver at) {
        return new Lease("one", at.url("/").getAuthority(), 1);
    }

    @Test
    void nothingIsSaidOfALeaderThatAnswers() {
        try (HttpReceiver leader = listing("one")) {
            lookUntilItIsOver(lease(leader));
        }
        pass();

        assertThat(logged.of(TOLD)).isEmpty();
    }

    @Test
    void theAddressOfThisNodeIsNotThatOfTheLeader() {
        Lease lease = new Lease("one", OWN, 1);
        for (int i = 0; i < 4; i++) {
            assertThat(check.look(lease, OWN))
                    .as("it may have been this node before")
                    .isFalse();
        }
        assertThat(logged.of(TOLD)).isEmpty();
        pass();

        lookUntilItIsOver(lease);
        lookUntilItIsOver(lease);

        assertThat(logged.of(TOLD))
                .containsExactly(TOLD + OWN + " and this node has the same address."
                        + " Set HYDRANT_NODE_ADDRESS of each node to where the others reach it.");
        check.look(new Lease("two", OWN, 2), OWN);
        pass();
        lookUntilItIsOver(new Lease("two", OWN, 2));
        assertThat(logged.of(TOLD)).as("once for each leader").hasSize(2);
    }

    @Test
    void anAddressAtWhichNobodyListensIsTold() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Lease lease = new Lease("one", "127.0.0.1:" + closed, 1);
        check.look(lease, OWN);
        pass();

        lookUntilItIsOver(lease);

        assertThat(logged.of(TOLD))
                .singleElement()
                .asString()
                .contains("127.0.0.1:" + closed + " and no connection can be made to it");
    }

    @Test
    void anAddressAtWhichAnotherHydrantAnswersIsTold() {
        try (HttpReceiver stranger = listing("sole")) {
            Lease lease = lease(stranger);
            check.look(lease, OWN);
            pass();

            lookUntilItIsOver(lease);
        }

        assertThat(logged.of(TOLD)).singleElement().asString().contains("and another server answers there");
    }
}
