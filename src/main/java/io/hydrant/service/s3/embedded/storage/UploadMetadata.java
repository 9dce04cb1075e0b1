package io.hydrant.service.s3.embedded.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;

/** What is kept beside the bytes of an upload's parts. */
final class UploadMetadata {
    private UploadMetadata() {}

    static Metadata of(KeptUpload upload) {
        Metadata metadata = new Metadata();
        metadata.put("key", upload.key());
        metadata.put("initiated", upload.initiated().toString());
        upload.algorithm().ifPresent(algorithm -> metadata.put("algorithm", algorithm.name()));
        metadata.put("composite", Boolean.toString(upload.composite()));
        metadata.put("keyWritten", Boolean.toString(upload.keyWritten()));
        metadata.put("", upload.properties());
        return metadata;
    }

    static KeptUpload upload(String id, Metadata metadata, List<KeptPart> parts) {
        return new KeptUpload(
                id,
                metadata.key(),
                Instant.parse(metadata.get("initiated")),
                metadata.properties("", List.of()),
                metadata.optional("algorithm").flatMap(ChecksumAlgorithm::named),
                metadata.get("composite").equals("true"),
                metadata.get("keyWritten").equals("true"),
                parts);
    }

    /** @param place the name of the file with its bytes */
    static Metadata of(KeptPart part, String place) {
        Metadata metadata = new Metadata();
        metadata.put("number", Integer.toString(part.number()));
        metadata.put("lastModified", part.lastModified().toString());
        metadata.put("place", place);
        metadata.put("", part.digests());
        return metadata;
    }

    static KeptPart part(Metadata metadata, Content bytes) {
        Optional<String> etag = metadata.optional("etag");
        return new KeptPart(
                Integer.parseInt(metadata.get("number")),
                Instant.parse(metadata.get("lastModified")),
                bytes,
                Digests.of(bytes, etag, metadata.optional("checksum").map(Metadata::checksum)));
    }
}
