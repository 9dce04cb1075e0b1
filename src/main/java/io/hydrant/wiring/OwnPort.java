package io.hydrant.wiring;

import java.util.ArrayList;
import java.util.List;

import io.hydrant.config.HydrantConfig;
import io.hydrant.http.HostNames;
import io.hydrant.http.Routes;
import io.hydrant.http.WebPages;
import io.hydrant.memory.Share;
import io.hydrant.server.EntryPoint;
import io.hydrant.server.HttpServer;
import io.hydrant.server.NodeEnd;

/**
 * The port that the settings name.
 *
 * @param config the settings
 */
public record OwnPort(HydrantConfig config) implements EntryPoint.Maker {
    /** A batch of 4 MiB is 5.4 MiB in base64; 16 MiB leaves space for white space. */
    private static final long MAX_BODY = 16L << 20;

    @Override
    public EntryPoint make(Routes routes, Share bodies) {
        return new HttpServer(config.host(), config.port(), routes, webPages(), MAX_BODY, bodies);
    }

    /** The port of one of several nodes. */
    EntryPoint make(Routes routes, Share bodies, NodeEnd nodes) {
        return new HttpServer(config.host(), config.port(), routes, webPages(), MAX_BODY, bodies, nodes);
    }

    /** The names that the settings listen on, and give to other nodes, are this server's too. */
    private WebPages webPages() {
        List<String> names = new ArrayList<>(config.allowedHosts());
        names.add(config.host());
        config.nodeAddress().map(OwnPort::host).ifPresent(names::add);
        HostNames hosts = new HostNames(names);
        return config.allowedOrigins().all()
                ? WebPages.all(hosts)
                : WebPages.of(config.allowedOrigins().origins(), hosts);
    }

    private static String host(String address) {
        return address.substring(0, address.lastIndexOf(':'));
    }
}
