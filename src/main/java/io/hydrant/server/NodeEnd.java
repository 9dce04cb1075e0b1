package io.hydrant.server;

import io.hydrant.http.Routes;
import io.hydrant.server.link.Links;

/**
 * What makes a server one of several nodes.
 *
 * @param calls what answers calls of other nodes
 * @param links to other nodes; they use the I/O threads of the server
 */
public record NodeEnd(Routes calls, Links links) {}
