/**
 * AWS JSON 1.1: from a request's bytes to an operation and back. Entrance: {@link io.hydrant.protocol.JsonEndpoint}, which
 * looks up an {@link io.hydrant.protocol.Operation}, reads its input with {@link io.hydrant.protocol.JsonCodec}, checks it
 * with {@link io.hydrant.protocol.Constraints} and writes the answer; {@link io.hydrant.protocol.ErrorWriter} alone knows the
 * form of an error. It knows no service, no socket and no domain value.
 */
@NullMarked
package io.hydrant.protocol;

import org.jspecify.annotations.NullMarked;
