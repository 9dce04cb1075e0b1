package io.hydrant.firehose.encryption;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

import io.hydrant.service.kms.DataKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Sealing one put with a data key in hand: AES-256-GCM, the stream's name as additional data. */
@State(Scope.Thread)
public class SealBenchmark {
    /** Bytes of the put. */
    @Param({"100", "1024", "524288"})
    public int bytes;

    private final byte[] context =
            "arn:aws:firehose:us-east-1:000000000000:deliverystream/bench".getBytes(StandardCharsets.UTF_8);
    private byte[] plain;
    private SealedDataKey key;

    @Setup
    public void fill() {
        Random random = new Random(7);
        plain = new byte[bytes];
        random.nextBytes(plain);
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        KeyInUse owned = new KeyInUse(1, KeyChoice.awsOwned(), Optional.empty());
        DataKeyCache owner = new DataKeyCache(owned, null, context, () -> {});
        key = new SealedDataKey(owner, new DataKey(secret, new byte[0]), Instant.MAX, Long.MAX_VALUE, 1);
    }

    @Benchmark
    public byte[] seal() {
        return key.seal(plain, plain.length, context);
    }
}
