package io.hydrant.destination.search;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import io.hydrant.http.client.Answer;
import io.hydrant.http.signature.SigningException;
import io.hydrant.receiver.Counterpart;
import io.hydrant.time.TimeOutException;
import org.jspecify.annotations.Nullable;

/** Sends the bulk requests of one attempt, all to the same cluster, and sorts their documents by what the cluster says of each. */
final class BulkSender {
    /** What an answer takes besides its items, and what an item takes at most on average. */
    private static final int LARGEST_HEAD = 1 << 20;

    private static final int LARGEST_ITEM = 4096;
    private static final int LARGEST_ANSWER = 64 << 20;

    private final SearchDestination destination;
    private final SearchKind kind;
    private final DocumentErrors errors;
    private final @Nullable Cluster cluster;
    private final String location;

    BulkSender(SearchDestination destination, DocumentErrors errors) {
        this.destination = destination;
        this.kind = destination.settings().kind();
        this.errors = errors;
        Counterpart counterpart = destination.counterpart();
        this.cluster = cluster(counterpart);
        this.location = cluster == null ? String.valueOf(counterpart.url().getHost()) : cluster.location();
    }

    private static @Nullable Cluster cluster(Counterpart counterpart) {
        try {
            return Cluster.of(counterpart);
        } catch (IllegalArgumentException unsendable) {
            return null;
        }
    }

    /** Where the requests go, as the ledger shows it. */
    String location() {
        return location;
    }

    /**
     * Sends a request and waits for its answer. Documents that are in neither set afterwards may be taken another time.
     *
     * @param arrived gets those that are in their index
     * @param refused gets those that the cluster never takes
     * @return why the whole request failed
     */
    Optional<Refusal> send(BulkBody body, Positions arrived, Positions refused) {
        Optional<Refusal> failure =
                cluster == null ? Optional.of(Refusal.unsendable(kind)) : sent(cluster, body, arrived, refused);
        if (failure.isPresent()) {
            for (int i = 0; i < body.documents(); i++) {
                errors.remove(body.position(i));
            }
        }
        return failure;
    }

    private Optional<Refusal> sent(Cluster to, BulkBody body, Positions arrived, Positions refused) {
        HttpRequest request;
        try {
            request = to.request(body, kind, destination.origin());
        } catch (SigningException e) {
            return Optional.of(Refusal.unsigned(kind, String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            return Optional.of(Refusal.unsendable(kind));
        }
        try {
            Answer answer = to.sender().post(request, largest(body), destination.limit());
            return read(answer, to, body, arrived, refused);
        } catch (TimeOutException e) {
            return Optional.of(Refusal.of(e, request.uri(), kind, to.secrets()));
        } catch (ExecutionException e) {
            return Optional.of(Refusal.of(e.getCause() == null ? e : e.getCause(), request.uri(), kind, to.secrets()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(Refusal.of(e, request.uri(), kind, to.secrets()));
        }
    }

    private static int largest(BulkBody body) {
        return (int) Math.min(LARGEST_HEAD + (long) LARGEST_ITEM * body.documents(), LARGEST_ANSWER);
    }

    private Optional<Refusal> read(Answer answer, Cluster from, BulkBody body, Positions arrived, Positions refused) {
        if (answer.status() / 100 != 2) {
            return Optional.of(Refusal.of(answer, from.secrets()));
        }
        Optional<BulkAnswer> said = BulkAnswer.read(answer.body());
        if (said.isEmpty()) {
            return Optional.of(Refusal.meaningless(answer, from.secrets()));
        }
        boolean all = !said.get().errors();
        List<BulkAnswer.Item> items = said.get().items();
        for (int i = 0; i < body.documents(); i++) {
            int position = body.position(i);
            if (all || (i < items.size() && items.get(i).arrived())) {
                errors.remove(position);
                arrived.add(position);
            } else if (i >= items.size()) {
                errors.put(
                        position, kind.code("InvalidResponse"), "The cluster's answer says nothing of this document.");
            } else {
                BulkAnswer.Item item = items.get(i);
                errors.put(
                        position, String.valueOf(item.status()), from.secrets().clean(item.error()));
                if (!item.mayArrive()) {
                    refused.add(position);
                }
            }
        }
        return Optional.empty();
    }
}
