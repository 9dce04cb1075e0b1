/**
 * The check of an HTTP endpoint: each point of Firehose's delivery protocol, tried on an endpoint and judged. Entrance: {@link
 * io.hydrant.destination.http.check.EndpointCheck}. Requests are written, sent and judged by {@code destination.http}, as those of
 * a delivery are. Knows no stream, no terminal and no control API.
 */
@NullMarked
package io.hydrant.destination.http.check;

import org.jspecify.annotations.NullMarked;
