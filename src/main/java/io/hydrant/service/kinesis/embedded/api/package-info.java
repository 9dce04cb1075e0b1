/**
 * Kinesis on the wire, put together. Entrance: {@link io.hydrant.service.kinesis.embedded.api.KinesisApi}.
 */
@NullMarked
package io.hydrant.service.kinesis.embedded.api;

import org.jspecify.annotations.NullMarked;
