/**
 * The operations of the KMS API, one class each: from the SDK's requests to the embedded KMS and back. Entrance: {@link
 * io.hydrant.service.kms.embedded.api.KmsApi}, which puts the lists of the inner packages together. A new operation is a class in an
 * inner package and a line in the list there.
 */
@NullMarked
package io.hydrant.service.kms.embedded.api;

import org.jspecify.annotations.NullMarked;
