package io.hydrant.firehose.stream;

import java.util.Optional;
import java.util.Set;

import io.hydrant.aws.Region;
import io.hydrant.source.Throughput;

/**
 * The quotas of rate and number that AWS can raise on request. Facts §4.1 and §9.1.
 *
 * @param controlCallsPerSecond how often each operation but the puts may be called per account and Region; 0 for any
 * @param streamsPerRegion how many streams an account may have in a Region; 0 for any
 * @param throughput whether each stream has a throughput quota
 */
public record FirehoseLimits(int controlCallsPerSecond, int streamsPerRegion, boolean throughput) {
    private static final Set<String> LARGE = Set.of("us-east-1", "us-west-2", "eu-west-1");
    private static final Throughput IN_LARGE = new Throughput(500_000, 2_000, 5 << 20);
    private static final Throughput ELSEWHERE = new Throughput(100_000, 1_000, 1 << 20);

    /** AWS's quotas as an account has them that never asked for more. */
    public static FirehoseLimits aws() {
        return new FirehoseLimits(5, 5_000, true);
    }

    /** No quotas. */
    public static FirehoseLimits none() {
        return new FirehoseLimits(0, 0, false);
    }

    /** The throughput quota of a stream in {@code region}. */
    public Optional<Throughput> throughput(Region region) {
        return throughput ? Optional.of(LARGE.contains(region.value()) ? IN_LARGE : ELSEWHERE) : Optional.empty();
    }
}
