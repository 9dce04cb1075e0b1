package io.hydrant.service.kms.embedded.key;

/** The states of a key that this KMS knows, with the wire's word and the words of error texts. */
public enum KeyState {
    ENABLED("Enabled", "enabled"),
    DISABLED("Disabled", "disabled"),
    PENDING_DELETION("PendingDeletion", "pending deletion"),
    PENDING_REPLICA_DELETION("PendingReplicaDeletion", "pending replica deletion"),
    PENDING_IMPORT("PendingImport", "pending import"),
    UNAVAILABLE("Unavailable", "unavailable"),
    CREATING("Creating", "creating");

    private final String wire;
    private final String words;

    KeyState(String wire, String words) {
        this.wire = wire;
        this.words = words;
    }

    /** The value of {@code KeyMetadata.KeyState}. */
    public String wire() {
        return wire;
    }

    String words() {
        return words;
    }
}
