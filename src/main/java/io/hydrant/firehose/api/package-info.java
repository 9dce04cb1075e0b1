/**
 * The Firehose operations, one class each. Translates between the SDK's model classes and the values of
 * {@code firehose.stream}, and checks what the model's constraints cannot say. The entrance for configurations is
 * {@link io.hydrant.firehose.api.Destinations}. Knows nothing of HTTP or JSON.
 */
@NullMarked
package io.hydrant.firehose.api;

import org.jspecify.annotations.NullMarked;
