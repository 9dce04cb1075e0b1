package io.hydrant.service.s3.embedded.storage;

import java.time.Instant;
import java.util.Objects;

import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;

/** A part of an upload that is under way. */
public record KeptPart(int number, Instant lastModified, Content content, Digests digests) {
    public KeptPart {
        Objects.requireNonNull(lastModified, "lastModified");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(digests, "digests");
    }
}
