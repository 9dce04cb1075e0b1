/**
 * Delivery streams as values and the one home where they live. Knows no wire format and no SDK class: configurations are
 * neutral trees of AWS member names, see {@link io.hydrant.firehose.configuration.DestinationConfiguration}.
 */
@NullMarked
package io.hydrant.firehose.stream;

import org.jspecify.annotations.NullMarked;
