/**
 * What key administrators do: create, name, tag, rotate, replicate, import and delete keys. Entrance: {@link
 * io.hydrant.service.kms.embedded.administration.Keys}. Encrypts nothing for a caller.
 */
@NullMarked
package io.hydrant.service.kms.embedded.administration;

import org.jspecify.annotations.NullMarked;
