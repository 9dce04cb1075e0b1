/**
 * The HTTP endpoint destination: records become requests of Firehose's HTTP delivery protocol. Entrance: {@link
 * io.hydrant.destination.http.HttpEndpointType}. Does not know when a batch is tried again, nor what becomes of records that
 * never arrive.
 */
@NullMarked
package io.hydrant.destination.http;

import org.jspecify.annotations.NullMarked;
