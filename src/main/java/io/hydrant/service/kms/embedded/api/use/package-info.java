/**
 * Operations that use a key: encryption, data keys, signatures, authentication codes, shared secrets. Entrance: {@link
 * io.hydrant.service.kms.embedded.api.use.UseOperations}. Decides nothing and does not know the wire.
 */
@NullMarked
package io.hydrant.service.kms.embedded.api.use;

import org.jspecify.annotations.NullMarked;
