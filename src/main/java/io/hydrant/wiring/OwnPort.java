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

    /** The name that the settings listen on is one of this server's too. */
    private WebPages webPages() {
        List<String> names = new ArrayList<>(config.allowedHosts());
        names.add(config.host());
        HostNames hosts = new HostNames(names);
        return config.allowedOrigins().all()
                ? WebPages.all(hosts)
                : WebPages.of(config.allowedOrigins().origins(), hosts);
    }
}
