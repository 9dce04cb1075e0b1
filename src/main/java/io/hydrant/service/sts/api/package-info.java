/**
 * The operations of STS in the Query protocol, one class each. Entrance: {@link io.hydrant.service.sts.api.StsEndpoint}; a new
 * operation is a class here and a line in its list of operations. Hands out credentials, and asks {@code Callers} for them.
 */
@NullMarked
package io.hydrant.service.sts.api;

import org.jspecify.annotations.NullMarked;
