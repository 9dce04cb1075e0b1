package io.hydrant.service.s3.embedded.api.wire;

import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.ObjectChecksum;

/**
 * The checksum that comes with a body: in a header, or in a trailer that a header announces. What is refused was tried on AWS by
 * OpenStack Swift.
 *
 * @param value empty when a trailer will tell it
 */
public record SentChecksum(ChecksumAlgorithm algorithm, Optional<String> value) {
    private static final String TRAILER = "x-amz-trailer";
    private static final String SUM = "x-amz-checksum-";
    private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";
    private static final Set<String> NO_SUMS = Set.of(SUM + "algorithm", SUM + "type", SUM + "mode");

    /**
     * What the headers of {@code call} announce; empty when there is nothing.
     *
     * @throws AwsException {@code InvalidRequest}
     */
    public static Optional<SentChecksum> of(S3Call call) {
        Optional<ChecksumAlgorithm> trailing = call.header(TRAILER).map(SentChecksum::announced);
        Optional<SentChecksum> header = ofHeaders(call);
        if (header.isPresent() && trailing.isPresent()) {
            throw S3Errors.invalidRequest("Expecting a single x-amz-checksum- header");
        }
        Optional<SentChecksum> sent =
                header.or(() -> trailing.map(algorithm -> new SentChecksum(algorithm, Optional.empty())));
        Optional<ChecksumAlgorithm> found = sent.map(SentChecksum::algorithm);
        call.header(SDK_ALGORITHM).map(SentChecksum::known).ifPresent(named -> checkNamed(named, found));
        sent.ifPresent(checksum -> checksum.value().ifPresent(value -> checksum.checked(value, " header")));
        return sent;
    }

    /**
     * The checksum in a header of {@code call}, not yet looked at.
     *
     * @throws AwsException {@code InvalidRequest} for several, or an unknown algorithm
     */
    public static Optional<SentChecksum> ofHeaders(S3Call call) {
        Map<String, String> sums = call.headers(SUM);
        sums.keySet().removeAll(NO_SUMS);
        if (sums.size() > 1) {
            throw severalTypes();
        }
        return sums.entrySet().stream()
                .findFirst()
                .map(sum -> new SentChecksum(
                        ChecksumAlgorithm.named(sum.getKey().substring(SUM.length()))
                                .orElseThrow(() -> S3Errors.invalidRequest(
                                        "The algorithm type you specified in x-amz-checksum- header is invalid.")),
                        Optional.of(sum.getValue())));
    }

    /**
     * The checksum, once the trailers are there.
     *
     * @throws AwsException {@code InvalidRequest} for one that is not of its algorithm
     */
    ObjectChecksum found(Map<String, String> trailers) {
        return new ObjectChecksum(
                algorithm,
                value.orElseGet(() -> checked(trailers.getOrDefault(algorithm.header(), ""), " trailing header")),
                false);
    }

    /** The name of the trailer that is still to come. */
    Optional<String> trailer() {
        return value.isPresent() ? Optional.empty() : Optional.of(algorithm.header());
    }

    /** The algorithm that the client names for what S3 computes itself: copies and uploads in parts. */
    public static Optional<ChecksumAlgorithm> named(S3Call call) {
        return call.header("x-amz-checksum-algorithm").map(SentChecksum::known);
    }

    /** The algorithm of this name. */
    static ChecksumAlgorithm known(String name) {
        return ChecksumAlgorithm.named(name)
                .orElseThrow(() -> S3Errors.invalidRequest("Checksum algorithm provided is unsupported. Please"
                        + " try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
    }

    /** The bytes behind base64; none for what no encoder writes, such as an end with bits left over. */
    static byte[] decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.strip());
            return Base64.getEncoder().encodeToString(bytes).equals(base64.strip()) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private String checked(String value, String where) {
        if (decoded(value).length != algorithm.bytes()) {
            throw S3Errors.invalidRequest("Value for " + algorithm.header() + where + " is invalid.");
        }
        return value;
    }

    private static void checkNamed(ChecksumAlgorithm named, Optional<ChecksumAlgorithm> found) {
        if (found.isEmpty()) {
            throw S3Errors.invalidRequest(SDK_ALGORITHM
                    + " specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.");
        }
        if (found.get() != named) {
            throw S3Errors.invalidRequest("Value for " + SDK_ALGORITHM + " header is invalid.");
        }
    }

    /** The one algorithm of the trailers in a list; commas at its end are ignored. */
    private static ChecksumAlgorithm announced(String trailers) {
        Set<String> names = new LinkedHashSet<>();
        int count = 0;
        for (String name : trailers.strip().replaceFirst(",+$", "").split(",", -1)) {
            names.add(name.strip());
            count++;
        }
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.CRC32;
        for (String name : names) {
            boolean sum = name.regionMatches(true, 0, SUM, 0, SUM.length());
            algorithm = Optional.of(name)
                    .filter(text -> sum)
                    .flatMap(text -> ChecksumAlgorithm.named(text.substring(SUM.length())))
                    .orElseThrow(() -> S3Errors.invalidRequest(
                            "The value specified in the x-amz-trailer header is not supported"));
        }
        if (count > 1) {
            throw severalTypes();
        }
        return algorithm;
    }

    private static AwsException severalTypes() {
        return S3Errors.invalidRequest(
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
}
