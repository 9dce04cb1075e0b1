package io.hydrant.firehose.encryption;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.firehose.encryption.EncryptionSettings.CallerKmsCheck;
import io.hydrant.record.EncryptedWith;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.KmsActor;
import io.hydrant.service.kms.KmsException;
import io.hydrant.service.kms.KmsFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals the records of one delivery stream for its buffer, and opens them again. Thread-safe. */
public final class RecordEncryptor {
    private static final Logger log = LoggerFactory.getLogger(RecordEncryptor.class);

    /** Streams created from this instant on fall under the rule for callers. Facts §3.10. */
    private static final Instant RULE_FOR_NEW = Instant.parse("2026-04-20T00:00:00Z");

    /** From this instant on all streams do. */
    private static final Instant RULE_FOR_ALL = Instant.parse("2027-02-28T00:00:00Z");

    private final StreamEncryption encryption;

    /** Replaced as a whole, so that a stream whose key never fails holds nothing for it. */
    private volatile Map<KmsFailure, Long> refusals = Map.of();

    public RecordEncryptor(StreamEncryption encryption) {
        this.encryption = encryption;
    }

    /**
     * Seals the first {@code length} bytes of {@code plain} under {@code key}.
     *
     * @param mayWait whether KMS may be asked; if not, the answer may be {@link Sealing#WOULD_WAIT}
     * @throws AwsException {@code InvalidKMSResourceException} when the key, or the caller, stands against it;
     *     {@code ServiceUnavailableException} when KMS does not answer
     */
    public Sealing seal(DataKeyCache key, Caller caller, Instant now, byte[] plain, int length, boolean mayWait) {
        SealedDataKey dataKey = key.fresh(now);
        if (dataKey == null && !mayWait) {
            return Sealing.WOULD_WAIT;
        }
        checkCaller(key, caller, now);
        try {
            while (true) {
                if (dataKey == null) {
                    dataKey = key.renewed(now);
                }
                byte[] sealed = dataKey.seal(plain, length, key.context());
                if (sealed != null) {
                    return new Sealing.Sealed(dataKey, sealed);
                }
                if (!mayWait) {
                    return Sealing.WOULD_WAIT;
                }
                dataKey = null;
            }
        } catch (KmsException e) {
            refused(e.failure());
            StreamIdentity stream = encryption.stream();
            log.warn("Key unusable stream={} failure={} errorCode={}", stream.name(), e.failure(), e.errorCode());
            throw new AwsException(
                    e.failure() == KmsFailure.UNAVAILABLE
                            ? EncryptionErrors.kmsUnavailable()
                            : EncryptionErrors.invalidKmsResource(e.failure()));
        }
    }

    /** Opens the chunks of one delivery; asks KMS once for each data key. */
    public RecordDecryptor opener() {
        return new Opener(encryption.stream().arn().getBytes(StandardCharsets.UTF_8), this::refused);
    }

    /** How often KMS has refused the stream's keys to puts and deliveries, by CloudWatch's metric. Facts §9.2. */
    public Map<String, Long> refusals() {
        Map<String, Long> counts = new HashMap<>();
        refusals.forEach((failure, count) -> counts.merge(metric(failure), count, Long::sum));
        return counts;
    }

    private synchronized void refused(KmsFailure failure) {
        Map<KmsFailure, Long> next = new EnumMap<>(KmsFailure.class);
        next.putAll(refusals);
        next.merge(failure, 1L, Long::sum);
        refusals = next;
    }

    /** The CloudWatch metric of a failure. Facts §9.2; the last one is Hydrant's own. */
    private static String metric(KmsFailure failure) {
        return switch (failure) {
            case KEY_NOT_FOUND -> "KMSKeyNotFound";
            case KEY_DISABLED -> "KMSKeyDisabled";
            case KEY_INVALID_STATE, INVALID_KEY -> "KMSKeyInvalidState";
            case ACCESS_DENIED, OPT_IN_REQUIRED -> "KMSKeyAccessDenied";
            case LIMIT_EXCEEDED, UNAVAILABLE, UNKNOWN -> "KMSUnavailable";
        };
    }

    private static final class Opener implements RecordDecryptor {
        private final byte[] context;
        private final Consumer<KmsFailure> refused;
        private final Map<EncryptedWith, SealedDataKey.Opened> keys = new HashMap<>();
        private byte[] clear = new byte[0];

        Opener(byte[] context, Consumer<KmsFailure> refused) {
            this.context = context;
            this.refused = refused;
        }

        @Override
        public void unlock(EncryptedWith key) {
            try {
                keys.computeIfAbsent(key, any -> ((SealedDataKey) any).opened());
            } catch (KmsException e) {
                refused.accept(e.failure());
                throw new UnopenableException(metric(e.failure()), e);
            }
        }

        @Override
        public Frames open(RecordBuffer.Chunk sealed) {
            int length = sealed.length() - SealedDataKey.OVERHEAD;
            if (clear.length < length) {
                clear = new byte[length];
            }
            Objects.requireNonNull(keys.get(sealed.sealedUnder()), "a key that has been unlocked")
                    .open(sealed.data(), sealed.offset(), sealed.length(), context, clear);
            return new Frames(clear, 0, length);
        }

        @Override
        public byte[] seal(EncryptedWith key, byte[] frames, int length) {
            return Objects.requireNonNull(keys.get(key), "a key that has been unlocked")
                    .seal(frames, length, context);
        }

        @Override
        public void close() {
            keys.values().forEach(SealedDataKey.Opened::wipe);
        }
    }

    private void checkCaller(DataKeyCache key, Caller caller, Instant now) {
        Optional<KeyArn> customerKey = key.key().choice().keyArn();
        CallerKmsCheck check = encryption.services().settings().callerCheck();
        StreamIdentity stream = encryption.stream();
        if (customerKey.isEmpty()
                || check == CallerKmsCheck.OFF
                || (stream.created().isBefore(RULE_FOR_NEW) && now.isBefore(RULE_FOR_ALL))) {
            return;
        }
        boolean allowed = key.isAllowed(caller, () -> evaluate(customerKey.get(), caller));
        if (!allowed && check == CallerKmsCheck.ENFORCE) {
            throw new AwsException(EncryptionErrors.invalidKmsResource(KmsFailure.ACCESS_DENIED));
        }
    }

    private boolean evaluate(KeyArn key, Caller caller) {
        StreamIdentity stream = encryption.stream();
        KmsActor actor = new KmsActor.OnBehalfOf(caller, stream.resource());
        boolean allowed;
        try {
            allowed = encryption.services().keys().allows(actor, key, "kms:GenerateDataKey", stream.encryptionContext())
                    && encryption.services().keys().allows(actor, key, "kms:Decrypt", stream.encryptionContext());
        } catch (UnsupportedOperationException e) {
            return true;
        }
        if (!allowed) {
            log.warn(
                    "Caller lacks kms:GenerateDataKey or kms:Decrypt stream={} caller={} key={}",
                    stream.name(),
                    caller.arn(),
                    key);
            encryption
                    .services()
                    .events()
                    .add(
                            "CallerLacksKmsPermission",
                            stream.scope(),
                            Optional.of(stream.name()),
                            Map.of("userIdentity", Map.of("arn", caller.arn()), "keyArn", key.value()));
        }
        return allowed;
    }
}
