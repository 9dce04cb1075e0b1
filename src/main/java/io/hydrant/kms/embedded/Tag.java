package io.hydrant.kms.embedded;

/** A tag of a key. */
public record Tag(String key, String value) {}
