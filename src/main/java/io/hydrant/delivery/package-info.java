/**
 * The delivery engine: queues, processing, retries and the ledger of attempts. Entrance: {@link io.hydrant.delivery.Pipeline}. It does
 * not know any particular destination.
 */
@NullMarked
package io.hydrant.delivery;

import org.jspecify.annotations.NullMarked;
