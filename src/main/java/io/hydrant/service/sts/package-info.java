/**
 * Who a request comes from and how old its credentials are, and a small STS that hands such credentials out. Entrances:
 * {@link io.hydrant.service.sts.Callers}, {@link io.hydrant.service.sts.StsEndpoint}. Verifies no signature and knows no other service.
 */
@NullMarked
package io.hydrant.service.sts;

import org.jspecify.annotations.NullMarked;
