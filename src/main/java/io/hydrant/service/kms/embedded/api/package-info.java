/**
 * The operations of the KMS API, one class each: from the SDK's requests to the embedded KMS and back. Entrance: {@link
 * io.hydrant.service.kms.embedded.api.KmsApi}. Decides nothing and does not know the wire.
 */
@NullMarked
package io.hydrant.service.kms.embedded.api;

import org.jspecify.annotations.NullMarked;
