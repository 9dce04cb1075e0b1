/**
 * The Firehose operations, one class each. Translates between the SDK's model classes and the values of
 * {@code firehose.stream} and {@code firehose.configuration}. Entrance: {@link io.hydrant.firehose.api.FirehoseApi}. Knows nothing
 * of HTTP or JSON.
 */
@NullMarked
package io.hydrant.firehose.api;

import org.jspecify.annotations.NullMarked;
