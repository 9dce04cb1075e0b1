package io.hydrant.receiver;

import java.net.URI;
import java.util.Optional;

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

    /** @param servers brings requests to other servers */
    public Counterparts(Resources resources, HttpSender servers, Receivers receivers) {
        this.resources = resources;
        this.servers = servers;
        this.receivers = receivers;
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
            return new Counterpart(there.url(), servers, false);
        }
        Optional<URI> itself = found.isEmpty() && name.contains("://") ? resources.address(url) : Optional.empty();
        return itself.map(there -> new Counterpart(there, servers, false))
                .orElseGet(() -> new Counterpart(url, receivers.open(origin, protocol), true));
    }
}
