package io.hydrant.service.s3.embedded.upload;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.storage.KeptPart;
import io.hydrant.service.s3.embedded.storage.KeptUpload;

/** An upload in parts that is under way. Guarded by its {@link Uploads}. */
public final class Upload {
    private final String id;
    private final String key;
    private final Instant initiated;
    private final ObjectProperties properties;
    private final Optional<ChecksumAlgorithm> algorithm;
    private final boolean composite;
    private final NavigableMap<Integer, Part> parts = new TreeMap<>();
    private volatile boolean keyWritten;

    Upload(
            String id,
            String key,
            Instant initiated,
            ObjectProperties properties,
            Optional<ChecksumAlgorithm> algorithm,
            boolean composite) {
        this.id = id;
        this.key = key;
        this.initiated = initiated;
        this.properties = properties;
        this.algorithm = algorithm;
        this.composite = composite;
    }

    /** A part that was uploaded. */
    public record Part(int number, Instant lastModified, Content content, Digests digests) {
        /** A part whose bytes lie at {@code place}. */
        static Part of(KeptPart kept, Content place) {
            return new Part(
                    kept.number(), kept.lastModified(), place, kept.digests().at(place, Optional.empty()));
        }
    }

    /** An upload of an earlier run. */
    static Upload restored(KeptUpload kept) {
        Upload upload = new Upload(
                kept.id(), kept.key(), kept.initiated(), kept.properties(), kept.algorithm(), kept.composite());
        upload.keyWritten = kept.keyWritten();
        kept.parts().forEach(part -> upload.parts.put(part.number(), Part.of(part, part.content())));
        return upload;
    }

    /** What a storage keeps of it; its parts are kept one by one. */
    KeptUpload kept() {
        return new KeptUpload(id, key, initiated, properties, algorithm, composite, keyWritten, List.of());
    }

    public String id() {
        return id;
    }

    public String key() {
        return key;
    }

    public Instant initiated() {
        return initiated;
    }

    /** What the object will say about itself. */
    public ObjectProperties properties() {
        return properties;
    }

    /** The algorithm that was named when the upload began; empty when none was. */
    public Optional<ChecksumAlgorithm> algorithm() {
        return algorithm;
    }

    /** Whether the object's checksum will be one of the parts' checksums. */
    public boolean isComposite() {
        return composite;
    }

    /** The word for the type of the object's checksum: {@code COMPOSITE} or {@code FULL_OBJECT}. */
    public String checksumType() {
        return composite ? "COMPOSITE" : "FULL_OBJECT";
    }

    /** Whether the key was written or deleted since the upload began. */
    public boolean isKeyWritten() {
        return keyWritten;
    }

    void keyWritten() {
        keyWritten = true;
    }

    Map<Integer, Part> parts() {
        return parts;
    }
}
