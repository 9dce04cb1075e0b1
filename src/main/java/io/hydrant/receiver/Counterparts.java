package io.hydrant.receiver;

import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.hydrant.destination.StreamVersion;
import io.hydrant.http.client.HttpSender;
import io.hydrant.resource.Resources;
import io.hydrant.resource.StandIn;

/**
 * Says who is asked for a name of a configuration. The table of names wins. Without a line there, a URL is used as it is, unless
 * its host belongs to a cloud; for that, and for an ARN, a receiver stands in. Thread-safe.
 */
public final class Counterparts {
    private final Resources resources;
    private final HttpSender servers;
    private final Receivers receivers;
    private final UnaryOperator<HttpSender> way;

    /** @param servers brings requests to other servers */
    public Counterparts(Resources resources, HttpSender servers, Receivers receivers) {
        this(resources, servers, receivers, UnaryOperator.identity());
    }

    private Counterparts(Resources resources, HttpSender servers, Receivers receivers, UnaryOperator<HttpSender> way) {
        this.resources = resources;
        this.servers = servers;
        this.receivers = receivers;
        this.way = way;
    }

    /** The same, whose requests to servers and receivers alike go through what {@code next} puts before a sender. */
    public Counterparts through(UnaryOperator<HttpSender> next) {
        return new Counterparts(resources, servers, receivers, sender -> next.apply(way.apply(sender)));
    }

    /**
     * Who is asked now. To be called for each attempt, because the table changes.
     *
     * @param name as it is in the configuration, an ARN or a URL
     * @param url the URL of that name; for an ARN the one that AWS would use
     * @param origin whose records are sent
     * @param protocol plays the server if a receiver stands in
     */
    public Counterpart of(String name, URI url, StreamVersion origin, ReceiverProtocol protocol) {
        Optional<StandIn> found = resources.find(name).map(Resources.Found::standIn);
        if (found.isPresent() && found.get() instanceof StandIn.Url there) {
            return new Counterpart(there.url(), way.apply(servers), false);
        }
        Optional<URI> itself = found.isEmpty() && name.contains("://") ? resources.address(url) : Optional.empty();
        return itself.map(there -> new Counterpart(there, way.apply(servers), false))
                .orElseGet(() -> new Counterpart(url, way.apply(receivers.open(origin, protocol)), true));
    }
}
