/**
 * Calls from one node to another: requests and answers of many clients are frames on one connection. Entrances: {@link
 * io.hydrant.server.link.Links}, which sends calls, and {@link io.hydrant.server.link.LinkServer}, which takes them. It does not know
 * what any call means.
 */
@NullMarked
package io.hydrant.server.link;

import org.jspecify.annotations.NullMarked;
