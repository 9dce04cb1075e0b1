/**
 * The port {@link io.hydrant.service.kms.KeyService} spoken to a KMS elsewhere, real AWS included. Entrance: {@link
 * io.hydrant.service.kms.remote.RemoteKeyService}. Knows no policy: the other side decides.
 */
@NullMarked
package io.hydrant.service.kms.remote;

import org.jspecify.annotations.NullMarked;
