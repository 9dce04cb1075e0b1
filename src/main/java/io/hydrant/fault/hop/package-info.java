/**
 * The places where calls are made to fail: a decorator around each port. Entrances:
 * {@link io.hydrant.fault.hop.FailingKeyService}, {@link io.hydrant.fault.hop.FailingObjectStore}; and for calls of clients
 * {@link io.hydrant.fault.hop.ClientCalls}, with {@link io.hydrant.fault.hop.FailingOperation} on it. They do not know the rules, nor what is behind the ports.
 */
@NullMarked
package io.hydrant.fault.hop;

import org.jspecify.annotations.NullMarked;
