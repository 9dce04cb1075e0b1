/**
 * Operations on the life of keys: creation, replicas, material, rotation, deletion. Entrance: {@link
 * io.hydrant.service.kms.embedded.api.key.KeyOperations}. Decides nothing and does not know the wire.
 */
@NullMarked
package io.hydrant.service.kms.embedded.api.key;

import org.jspecify.annotations.NullMarked;
