/**
 * Arithmetic that JDK 17 lacks: secp256k1, Ed25519ph over a digest, PSS over a digest, public keys from private ones.
 * Entrances: {@link io.hydrant.service.kms.embedded.crypto.KeyPairs} and {@link
 * io.hydrant.service.kms.embedded.crypto.Signatures}. It is not hardened against timing, because the keys are those of
 * tests. Does not know KMS.
 */
@NullMarked
package io.hydrant.service.kms.embedded.crypto;

import org.jspecify.annotations.NullMarked;
