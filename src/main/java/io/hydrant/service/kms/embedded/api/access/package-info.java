/**
 * Operations on who may use a key: key policies and grants. Entrance: {@link
 * io.hydrant.service.kms.embedded.api.access.AccessOperations}. Decides nothing and does not know the wire.
 */
@NullMarked
package io.hydrant.service.kms.embedded.api.access;

import org.jspecify.annotations.NullMarked;
