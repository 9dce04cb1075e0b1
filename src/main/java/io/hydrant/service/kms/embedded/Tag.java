package io.hydrant.service.kms.embedded;

/** A tag of a key. */
public record Tag(String key, String value) {}
