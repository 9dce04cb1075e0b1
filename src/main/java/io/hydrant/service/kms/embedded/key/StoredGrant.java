package io.hydrant.service.kms.embedded.key;

/**
 * A grant as the store has it.
 *
 * @param number grows with the time of creation
 */
record StoredGrant(long number, Grant grant) {}
