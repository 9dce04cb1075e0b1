/**
 * The places where calls are made to fail: a decorator around each port. Entrances:
 * {@link io.hydrant.fault.hop.OutgoingCalls} for what Hydrant calls, with {@link io.hydrant.fault.hop.FailingKeyService} and
 * {@link io.hydrant.fault.hop.FailingObjectStore} on it; {@link io.hydrant.fault.hop.ClientCalls} for calls of clients, with
 * {@link io.hydrant.fault.hop.FailingOperation} on it. They do not know the rules, nor what is behind the ports.
 */
@NullMarked
package io.hydrant.fault.hop;

import org.jspecify.annotations.NullMarked;
