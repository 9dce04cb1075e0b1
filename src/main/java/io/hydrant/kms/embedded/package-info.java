/**
 * Our own KMS: keys, aliases, key policies, grants, rotation, deletion windows, and ciphertext that is really encrypted.
 * Entrances: {@link io.hydrant.kms.embedded.EmbeddedKms} for the KMS API and {@link
 * io.hydrant.kms.embedded.EmbeddedKeyService} for Firehose. Does not know the wire and no SDK.
 */
@NullMarked
package io.hydrant.kms.embedded;

import org.jspecify.annotations.NullMarked;
