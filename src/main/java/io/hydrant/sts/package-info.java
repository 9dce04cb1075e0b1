/**
 * Who a request comes from and how old its credentials are, and a small STS that hands such credentials out. Entrances:
 * {@link io.hydrant.sts.Callers}, {@link io.hydrant.sts.StsEndpoint}. Verifies no signature and knows no other service.
 */
@NullMarked
package io.hydrant.sts;

import org.jspecify.annotations.NullMarked;
