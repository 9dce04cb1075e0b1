package io.hydrant.receiver;

import java.net.URI;
import java.util.List;
import java.util.Locale;
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
    /** Hydrant connects to these, and to hosts under them, only if the table says so. */
    private static final List<String> CLOUDS =
            List.of("amazonaws.com", "amazonaws.com.cn", "splunkcloud.com", "snowflakecomputing.com");

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
        return found.isEmpty() && name.contains("://") && !isOfCloud(url)
                ? new Counterpart(url, servers, false)
                : new Counterpart(url, receivers.open(origin, protocol), true);
    }

    /** Also of a host name that Java does not take, such as one with an underscore. */
    private static String hostOf(URI url) {
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        return url.getHost() == null ? authority.replaceFirst("^.*@", "").replaceFirst(":\\d*$", "") : url.getHost();
    }

    private static boolean isOfCloud(URI url) {
        String host = hostOf(url).toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return CLOUDS.stream().anyMatch(cloud -> host.equals(cloud) || host.endsWith('.' + cloud));
    }
}
