package io.hydrant.node;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

import io.hydrant.store.Lease;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the address of the node that leads is where that node answers. If it is not, a line of the log says so, one for each
 * leader. Used by one thread.
 */
final class LeaderCheck {
    private static final Logger log = LoggerFactory.getLogger(LeaderCheck.class);

    /** A node that has died keeps the lease for a shorter time. */
    static final Duration PATIENCE = Member.LEASE.multipliedBy(2);

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final LongSupplier nanos;
    private String holder = "";
    private long since;
    private boolean over = true;
    private @Nullable CompletableFuture<Finding> asked;

    /** @param nanos the machine's running clock */
    LeaderCheck(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** What an address leads to. */
    private enum Finding {
        LEADER(""),

        /** Something that gives no answer, or not this one. */
        UNKNOWN(""),

        ITSELF("this node has the same address"),
        NOTHING("no connection can be made to it"),
        STRANGER("another server answers there");

        private final String why;

        Finding(String why) {
            this.why = why;
        }
    }

    /** Goes on with the check of the node that leads; to be called now and then. It does not wait. Answers whether that is over. */
    boolean look(Lease lease, String own) {
        if (!lease.holder().equals(holder)) {
            holder = lease.holder();
            since = nanos.getAsLong();
            over = holder.isEmpty();
            asked = null;
            if (!over) {
                log.info("Another node leads address={} fence={}", lease.address(), lease.fence());
            }
        }
        CompletableFuture<Finding> known = asked;
        if (over) {
            return true;
        } else if (known == null) {
            asked = lease.address().equals(own) ? CompletableFuture.completedFuture(Finding.ITSELF) : ask(lease);
        } else if (known.isDone()) {
            found(known.join(), lease.address());
        }
        return over;
    }

    private void found(Finding finding, String address) {
        asked = null;
        boolean late = nanos.getAsLong() - since >= PATIENCE.toNanos();
        over = late || finding == Finding.LEADER;
        if (late && !finding.why.isEmpty()) {
            log.warn(
                    "Calls do not reach the node that leads, because its address is {} and {}."
                            + " Set HYDRANT_NODE_ADDRESS of each node to where the others reach it.",
                    address,
                    finding.why);
        }
    }

    /** The leader lists itself among the nodes. */
    private static CompletableFuture<Finding> ask(Lease lease) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(CONNECT)
                .executor(Runnable::run)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + lease.address() + "/_hydrant/nodes"))
                .timeout(ANSWER)
                .build();
        return client.sendAsync(request, BodyHandlers.ofString())
                .handle((answer, failure) -> answer == null ? failed(failure) : answered(lease, answer));
    }

    private static Finding answered(Lease lease, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            return Finding.UNKNOWN;
        }
        return answer.body().contains('"' + lease.holder() + '"') ? Finding.LEADER : Finding.STRANGER;
    }

    private static Finding failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                ? Finding.NOTHING
                : Finding.UNKNOWN;
    }
}
