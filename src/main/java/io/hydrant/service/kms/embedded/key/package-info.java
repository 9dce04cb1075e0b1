/**
 * What a key is, and the one place where all keys live: key specs, states, material, aliases, AWS managed keys, errors.
 * Entrances: {@link io.hydrant.service.kms.embedded.key.KmsState} and {@link io.hydrant.service.kms.embedded.key.KmsCall}.
 * Decides nothing about access.
 */
@NullMarked
package io.hydrant.service.kms.embedded.key;

import org.jspecify.annotations.NullMarked;
