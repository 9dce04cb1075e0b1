/**
 * The configuration of a delivery stream: what a request must say, what it becomes when it is stored and updated, and what is
 * shown of it. Entrances: {@link io.hydrant.firehose.configuration.Destinations} and
 * {@link io.hydrant.firehose.configuration.Sources}; a destination implements
 * {@link io.hydrant.firehose.configuration.DestinationType}. The inner packages are named after the part of a configuration that they
 * know. Works on trees of AWS member names; knows no wire format, no SDK class and no stream.
 */
@NullMarked
package io.hydrant.firehose.configuration;

import org.jspecify.annotations.NullMarked;
