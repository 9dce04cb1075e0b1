/**
 * Sockets and threads: reads a request, asks the endpoint that owns it, writes the answer. Entrance: {@link
 * io.hydrant.server.HttpServer}. Does not know what any request means; nothing else knows Undertow.
 */
@NullMarked
package io.hydrant.server;

import org.jspecify.annotations.NullMarked;
