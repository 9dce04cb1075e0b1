/**
 * Our own KMS: keys, aliases, key policies, grants, rotation, deletion windows, and ciphertext that is really encrypted.
 * This package puts the inner ones together. Entrances: {@link io.hydrant.service.kms.embedded.EmbeddedKms} for the KMS
 * API and {@link io.hydrant.service.kms.embedded.EmbeddedKeyService} for Firehose. Does not know the wire and no SDK.
 */
@NullMarked
package io.hydrant.service.kms.embedded;

import org.jspecify.annotations.NullMarked;
