/**
 * The Splunk destination: its configuration. Hydrant delivers nothing to it yet. Entrance: {@link
 * io.hydrant.destination.splunk.SplunkType}. Knows no other destination.
 */
@NullMarked
package io.hydrant.destination.splunk;

import org.jspecify.annotations.NullMarked;
