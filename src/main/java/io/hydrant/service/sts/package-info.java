/**
 * Who a request comes from and how old its credentials are. Entrance: {@link io.hydrant.service.sts.Callers}. Verifies no signature
 * and knows no other service, nor the wire.
 */
@NullMarked
package io.hydrant.service.sts;

import org.jspecify.annotations.NullMarked;
