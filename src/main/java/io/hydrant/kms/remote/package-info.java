/**
 * The port {@link io.hydrant.kms.KeyService} spoken to a KMS elsewhere, real AWS included. Entrance: {@link
 * io.hydrant.kms.remote.RemoteKeyService}. Knows no policy: the other side decides.
 */
@NullMarked
package io.hydrant.kms.remote;

import org.jspecify.annotations.NullMarked;
