/**
 * What key users do: encrypt, sign, authenticate, and agree on secrets. Entrances: {@link
 * io.hydrant.service.kms.embedded.use.Cryptography} for symmetric and RSA encryption, and {@link
 * io.hydrant.service.kms.embedded.use.KeyOpening} for all others. Changes no key.
 */
@NullMarked
package io.hydrant.service.kms.embedded.use;

import org.jspecify.annotations.NullMarked;
