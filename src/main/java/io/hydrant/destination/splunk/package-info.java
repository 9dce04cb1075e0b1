/**
 * The Splunk destination: requests to an HTTP Event Collector, which acknowledges them. Entrance: {@link
 * io.hydrant.destination.splunk.SplunkType}. Does not know when a batch is tried again, nor who answers for an endpoint.
 */
@NullMarked
package io.hydrant.destination.splunk;

import org.jspecify.annotations.NullMarked;
