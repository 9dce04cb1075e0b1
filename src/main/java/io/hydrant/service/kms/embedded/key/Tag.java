package io.hydrant.service.kms.embedded.key;

/** A tag of a key. */
public record Tag(String key, String value) {}
