package io.hydrant.service.s3.embedded.upload;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.Hash;
import io.hydrant.service.s3.embedded.object.ObjectChecksum;

/** Puts the parts of an upload together: which ones, and what the whole is called. */
final class Completion {
    /** The least length of a part that is not the last. */
    private static final long LEAST_PART = 5L << 20;

    private Completion() {}

    /**
     * The parts that {@code named} asks for. Of several that do not fit, the last is told, as recorded from AWS.
     *
     * @throws AwsException {@code MalformedXML}, {@code InvalidPart}, {@code InvalidPartOrder}, {@code EntityTooSmall},
     *     {@code InvalidRequest}, {@code BadDigest}
     */
    static List<Upload.Part> choose(Upload upload, List<Uploads.Named> named) {
        List<Upload.Part> chosen = new ArrayList<>();
        Optional<Uploads.Named> unfit = Optional.empty();
        int before = 0;
        for (Uploads.Named name : named) {
            if (name.number() <= before) {
                throw S3Errors.of(
                        400,
                        "InvalidPartOrder",
                        "The list of parts was not in ascending order. Parts must be ordered by part number.",
                        "UploadId",
                        upload.id());
            }
            before = name.number();
            Upload.Part part = upload.parts().get(name.number());
            if (part == null || !name.bareEtag().equals(part.digests().etag()) || !checksumsFit(upload, name, part)) {
                unfit = Optional.of(name);
            } else {
                chosen.add(part);
            }
        }
        unfit.ifPresent(name -> {
            throw invalidPart(upload, name);
        });
        for (Upload.Part part : chosen.subList(0, chosen.size() - 1)) {
            if (part.content().length() < LEAST_PART) {
                throw tooSmall(part);
            }
        }
        return chosen;
    }

    /** An upload without an algorithm takes no checksums of parts: recorded from AWS. */
    private static boolean checksumsFit(Upload upload, Uploads.Named name, Upload.Part part) {
        if (upload.algorithm().isEmpty()) {
            return name.checksums().isEmpty();
        }
        ChecksumAlgorithm algorithm = upload.algorithm().get();
        name.checksums().keySet().stream()
                .filter(given -> given != algorithm)
                .findFirst()
                .ifPresent(given -> {
                    throw badDigest(given, name);
                });
        Optional<String> given = Optional.ofNullable(name.checksums().get(algorithm));
        if (given.isEmpty() && upload.isComposite()) {
            throw S3Errors.invalidRequest("The upload was created using a "
                    + algorithm.name().toLowerCase(Locale.ROOT)
                    + " checksum. The complete request must include the checksum for each part. It was missing for part "
                    + name.number() + " in the request.");
        }
        return given.isEmpty() || given.get().equals(part.digests().checksum().value());
    }

    /** Entity tag and checksum of the parts in one. */
    static Digests digests(Upload upload, List<Upload.Part> parts, Content joined) {
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

    private static AwsException invalidPart(Upload upload, Uploads.Named name) {
        return new AwsException(S3Errors.of(
                        400,
                        "InvalidPart",
                        "One or more of the specified parts could not be found.  The part may not have been uploaded, or"
                                + " the specified entity tag may not match the part's entity tag.",
                        "ETag",
                        name.bareEtag())
                .error()
                .with("PartNumber", Integer.toString(name.number()))
                .with("UploadId", upload.id()));
    }

    private static AwsException badDigest(ChecksumAlgorithm algorithm, Uploads.Named name) {
        return S3Errors.of(
                400,
                "BadDigest",
                "The " + algorithm.name().toLowerCase(Locale.ROOT) + " you specified for part " + name.number()
                        + " did not match what we received.");
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
