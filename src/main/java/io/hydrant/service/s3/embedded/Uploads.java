package io.hydrant.service.s3.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.RequestIds;

/** The uploads in parts of one bucket. They do not survive a restart. Thread-safe. */
public final class Uploads {
    /** The least length of a part that is not the last. */
    private static final long LEAST_PART = 5L << 20;

    private final Bucket bucket;
    private final Storage storage;
    private final InstantSource time;
    private final Map<String, Upload> uploads = new LinkedHashMap<>();

    Uploads(Bucket bucket, Storage storage, InstantSource time) {
        this.bucket = bucket;
        this.storage = storage;
        this.time = time;
    }

    /** A part as the client names it when it completes an upload; empty strings for what it does not say. */
    public record Named(int number, String etag, Map<ChecksumAlgorithm, String> checksums) {
        public Named {
            checksums = Map.copyOf(checksums);
        }
    }

    /** Begins an upload. */
    public synchronized Upload begin(
            String key, ObjectProperties properties, Optional<ChecksumAlgorithm> algorithm, boolean composite) {
        bucket.checkThere();
        Bucket.checkKey(key);
        String id = (RequestIds.next() + RequestIds.next()).replace("-", "");
        Upload upload = new Upload(id, key, time.instant(), properties, algorithm, composite);
        storage.room().take(ObjectRoom.headOf(key, properties));
        uploads.put(id, upload);
        return upload;
    }

    /**
     * The upload of this id.
     *
     * @throws AwsException {@code NoSuchUpload}
     */
    public synchronized Upload find(String key, String id) {
        Upload upload = uploads.get(id);
        if (upload == null || !upload.key().equals(key)) {
            throw S3Errors.noSuchUpload(id);
        }
        return upload;
    }

    /** All uploads by key, then by their begin. */
    public synchronized List<Upload> all() {
        return uploads.values().stream()
                .sorted(Comparator.comparing(Upload::key, KeyOrder.INSTANCE).thenComparing(Upload::initiated))
                .toList();
    }

    /** The parts of an upload by their number. */
    public synchronized List<Upload.Part> parts(Upload upload) {
        return List.copyOf(upload.parts().values());
    }

    /** Takes a part; one of the same number is replaced. */
    public Upload.Part put(Upload upload, int number, Content content, Digests digests) {
        Content staged;
        try {
            staged = storage.stage(content);
            storage.room().takeAnyway(ObjectRoom.EACH);
        } catch (IOException e) {
            throw new UncheckedIOException("A part cannot be stored", e);
        }
        Upload.Part part = new Upload.Part(
                number,
                time.instant(),
                staged,
                Digests.of(staged, Optional.of(digests.etag()), digests.knownChecksum()));
        synchronized (this) {
            if (uploads.get(upload.id()) != upload) {
                discard(part);
                throw S3Errors.noSuchUpload(upload.id());
            }
            Upload.Part before = upload.parts().put(number, part);
            if (before != null) {
                discard(before);
            }
        }
        return part;
    }

    /** Throws an upload and its parts away. */
    public synchronized void abort(Upload upload) {
        if (uploads.remove(upload.id()) != null) {
            storage.room().give(ObjectRoom.headOf(upload.key(), upload.properties()));
        }
        upload.parts().values().forEach(this::discard);
        upload.parts().clear();
    }

    private void discard(Upload.Part part) {
        storage.discard(part.content());
        storage.room().give(ObjectRoom.EACH);
    }

    /**
     * Makes an object of the named parts.
     *
     * @throws AwsException {@code InvalidPart}, {@code InvalidPartOrder}, {@code EntityTooSmall}, {@code InvalidRequest}
     */
    public StoredObject complete(Upload upload, List<Named> named, WriteCondition condition) {
        List<Upload.Part> chosen = choose(upload, named);
        List<Content> contents = chosen.stream().map(Upload.Part::content).toList();
        Content joined;
        try {
            joined = storage.join(contents);
        } catch (IOException e) {
            throw new UncheckedIOException("An upload cannot be put together", e);
        }
        List<ObjectPart> parts = new ArrayList<>();
        for (Upload.Part part : chosen) {
            Optional<ObjectChecksum> checksum = upload.algorithm().isPresent()
                            || part.digests().knownChecksum().isPresent()
                    ? Optional.of(part.digests().checksum())
                    : Optional.empty();
            parts.add(new ObjectPart(part.number(), part.content().length(), checksum));
        }
        StoredObject object;
        try {
            object = bucket.putStaged(
                    upload.key(),
                    joined,
                    digests(upload, chosen, joined),
                    upload.properties().withParts(parts),
                    condition);
        } finally {
            // Either the object or its refusal gives this back; until now the parts stood for it.
            storage.room().takeAnyway(joined.length());
        }
        abort(upload);
        return object;
    }

    synchronized void clear() {
        List.copyOf(uploads.values()).forEach(this::abort);
    }

    private synchronized List<Upload.Part> choose(Upload upload, List<Named> named) {
        if (uploads.get(upload.id()) != upload) {
            throw S3Errors.noSuchUpload(upload.id());
        }
        if (named.isEmpty()) {
            throw S3Errors.invalidRequest("You must specify at least one part");
        }
        List<Upload.Part> chosen = new ArrayList<>();
        int before = 0;
        for (Named name : named) {
            Upload.Part part = upload.parts().get(name.number());
            if (name.number() <= before) {
                throw S3Errors.of(
                        400,
                        "InvalidPartOrder",
                        "The list of parts was not in ascending order. Parts must be ordered by part number.",
                        "UploadId",
                        upload.id());
            }
            before = name.number();
            if (part == null
                    || !name.etag().replace("\"", "").equals(part.digests().etag())) {
                throw invalidPart(upload, name);
            }
            checkChecksum(upload, name, part);
            chosen.add(part);
        }
        for (Upload.Part part : chosen.subList(0, chosen.size() - 1)) {
            if (part.content().length() < LEAST_PART) {
                throw tooSmall(part);
            }
        }
        return chosen;
    }

    private static void checkChecksum(Upload upload, Named name, Upload.Part part) {
        if (upload.algorithm().isPresent() && upload.isComposite()) {
            ChecksumAlgorithm algorithm = upload.algorithm().get();
            if (!name.checksums().containsKey(algorithm)) {
                throw S3Errors.invalidRequest("The upload was created using a "
                        + algorithm.name().toLowerCase(Locale.ROOT)
                        + " checksum. The complete request must include the checksum for each part. It was missing for part "
                        + name.number() + " in the request.");
            }
        }
        name.checksums().forEach((algorithm, value) -> {
            ObjectChecksum checksum = part.digests().checksum();
            if (checksum.algorithm() == algorithm && !checksum.value().equals(value)) {
                throw invalidPart(upload, name);
            }
        });
    }

    private static Digests digests(Upload upload, List<Upload.Part> parts, Content joined) {
        Hash md5 = Hash.of(ChecksumAlgorithm.digest("MD5"));
        for (Upload.Part part : parts) {
            update(md5, HexFormat.of().parseHex(part.digests().etag()));
        }
        String etag = HexFormat.of().formatHex(md5.value()) + '-' + parts.size();
        ChecksumAlgorithm algorithm = upload.algorithm().orElse(ChecksumAlgorithm.CRC64NVME);
        if (upload.algorithm().isEmpty() || !upload.isComposite()) {
            Digests whole = Digests.unknown(joined, algorithm);
            return Digests.of(joined, Optional.of(etag), Optional.of(whole.checksum()));
        }
        Hash sums = algorithm.start();
        for (Upload.Part part : parts) {
            update(sums, Base64.getDecoder().decode(part.digests().checksum().value()));
        }
        String value = Base64.getEncoder().encodeToString(sums.value()) + '-' + parts.size();
        return Digests.of(joined, Optional.of(etag), Optional.of(new ObjectChecksum(algorithm, value, true)));
    }

    private static void update(Hash hash, byte[] bytes) {
        hash.update(bytes, 0, bytes.length);
    }

    private static AwsException invalidPart(Upload upload, Named name) {
        return new AwsException(S3Errors.of(
                        400,
                        "InvalidPart",
                        "One or more of the specified parts could not be found.  The part may not have been uploaded, or"
                                + " the specified entity tag may not match the part's entity tag.",
                        "ETag",
                        name.etag().replace("\"", ""))
                .error()
                .with("PartNumber", Integer.toString(name.number()))
                .with("UploadId", upload.id()));
    }

    private static AwsException tooSmall(Upload.Part part) {
        return new AwsException(S3Errors.of(
                        400,
                        "EntityTooSmall",
                        "Your proposed upload is smaller than the minimum allowed size",
                        "MinSizeAllowed",
                        Long.toString(LEAST_PART))
                .error()
                .with("PartNumber", Integer.toString(part.number()))
                .with("ProposedSize", Long.toString(part.content().length()))
                .with("ETag", part.digests().etag()));
    }
}
