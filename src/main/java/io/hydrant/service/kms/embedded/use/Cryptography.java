package io.hydrant.service.kms.embedded.use;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.service.kms.embedded.grant.GrantTokens;
import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KeyDescription;
import io.hydrant.service.kms.embedded.key.KeyMaterial;
import io.hydrant.service.kms.embedded.key.KeyUsage;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.key.KmsState;
import io.hydrant.service.kms.embedded.policy.Authorizer;
import org.jspecify.annotations.Nullable;

/** Encryption under keys. Access is decided under the lock, the arithmetic is done outside. Thread-safe. */
public final class Cryptography {
    private static final String SYMMETRIC = "SYMMETRIC_DEFAULT";

    private final KmsState state;
    private final Authorizer gate;

    public Cryptography(KmsState state, Authorizer gate) {
        this.state = state;
        this.gate = gate;
    }

    /**
     * What came out, and by which key.
     *
     * @param bytes ciphertext or plaintext
     * @param materialId for symmetric keys
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two rooms, never compared
    public record Result(byte[] bytes, String keyArn, String algorithm, Optional<String> materialId) {
        @Override
        public String toString() {
            return "Result[" + keyArn + "]";
        }
    }

    /** A data key in the clear and encrypted. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two rooms, never compared
    public record NewDataKey(byte[] plaintext, Result encrypted) {
        @Override
        public String toString() {
            return "NewDataKey[" + encrypted + "]";
        }
    }

    /** A key's public half, as DER. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two rooms, never compared
    public record PublicHalf(byte[] der, KeyDescription key) {}

    /** What ReEncrypt answers. */
    public record ReEncrypted(Result from, Result to) {}

    /** What is needed outside the lock. */
    private record Opened(Key key, @Nullable KeyMaterial material) {}

    /**
     * Encrypts up to 4,096 bytes.
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException}, {@code DisabledException}, {@code
     *     KMSInvalidStateException}, {@code InvalidKeyUsageException}, {@code ValidationException}, {@code
     *     AccessDeniedException}, {@code DryRunOperationException}
     */
    public Result encrypt(KmsCall call, String keyId, byte[] plaintext, Map<String, String> context, String algorithm) {
        return encrypt(call, keyId, plaintext, context, algorithm, "Encrypt");
    }

    /**
     * Decrypts. A symmetric blob names its key; for an RSA key, {@code keyId} must.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidCiphertextException}, {@code IncorrectKeyException}, {@code
     *     AccessDeniedException}, or as {@link #encrypt}
     */
    public Result decrypt(
            KmsCall call, Optional<String> keyId, byte[] blob, Map<String, String> context, String algorithm) {
        return decrypt(call, keyId, blob, context, algorithm, "Decrypt");
    }

    /**
     * Decrypts and encrypts again, without showing the plaintext.
     *
     * @throws io.hydrant.aws.AwsException as {@link #decrypt} and {@link #encrypt}
     */
    public ReEncrypted reEncrypt(KmsCall call, Source source, Destination destination) {
        KmsCall forReal = call.withDryRun(false);
        Result from =
                decrypt(forReal, source.keyId(), source.blob(), source.context(), source.algorithm(), "ReEncryptFrom");
        Result to = encrypt(
                call, destination.keyId(), from.bytes(), destination.context(), destination.algorithm(), "ReEncryptTo");
        return new ReEncrypted(from, to);
    }

    /** What ReEncrypt reads. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two rooms, never compared
    public record Source(Optional<String> keyId, byte[] blob, Map<String, String> context, String algorithm) {}

    /** What ReEncrypt writes for. */
    public record Destination(String keyId, Map<String, String> context, String algorithm) {}

    /**
     * Makes a data key of {@code length} bytes.
     *
     * @param withPlaintext whether the caller gets to see it, which is another permission
     * @throws io.hydrant.aws.AwsException as {@link #encrypt}
     */
    public NewDataKey generateDataKey(
            KmsCall call, String keyId, int length, Map<String, String> context, boolean withPlaintext) {
        String operation = withPlaintext ? "GenerateDataKey" : "GenerateDataKeyWithoutPlaintext";
        Sealer sealer = sealer(call, keyId, Authorizer.Use.of(operation, context, SYMMETRIC));
        call.stopIfDryRun();
        byte[] plaintext = new byte[length];
        state.random().nextBytes(plaintext);
        return new NewDataKey(plaintext, sealer.seal(plaintext));
    }

    /** Encrypts under one symmetric key that the caller may use. */
    interface Sealer {
        Result seal(byte[] plaintext);
    }

    /** Opens a symmetric key; the same errors as {@link #encrypt}. */
    Sealer sealer(KmsCall call, String keyId, Authorizer.Use use) {
        Opened opened = open(call, keyId, use);
        if (!opened.key().spec().isSymmetric()) {
            throw KmsErrors.wrongUsage(opened.key().arn(), opened.key().usage().name(), use.operation());
        }
        return plaintext -> seal(opened, plaintext, use.context());
    }

    /**
     * Whether a service could use a symmetric key for {@code operation} now, which has no other effect.
     *
     * @param keyId any name of a key
     * @return the key's ARN
     * @throws io.hydrant.aws.AwsException as {@link #encrypt}
     */
    public String check(KmsCall call, String keyId, String operation, Map<String, String> context) {
        Key key = open(call, keyId, Authorizer.Use.of(operation, context, SYMMETRIC))
                .key();
        if (!key.spec().isSymmetric()) {
            throw KmsErrors.wrongUsage(key.arn(), key.usage().name(), operation);
        }
        return key.arn();
    }

    /**
     * The public half of an asymmetric key.
     *
     * @throws io.hydrant.aws.AwsException {@code UnsupportedOperationException} for symmetric and HMAC keys, or as
     *     {@link #encrypt}
     */
    public PublicHalf publicKey(KmsCall call, String keyId) {
        Opened opened = open(call, keyId, Authorizer.Use.of("GetPublicKey"));
        Key key = opened.key();
        if (key.spec().isSymmetric() || key.spec().isHmac()) {
            throw KmsErrors.unsupported();
        }
        return new PublicHalf(state.pair(key).getPublic().getEncoded(), state.locked(key::describe));
    }

    /**
     * Random bytes.
     *
     * @throws io.hydrant.aws.AwsException {@code AccessDeniedException}
     */
    public byte[] random(KmsCall call, int length) {
        gate.authorizeByIdentity(call, "GenerateRandom", "*", Map.of());
        byte[] bytes = new byte[length];
        state.random().nextBytes(bytes);
        return bytes;
    }

    private Result encrypt(
            KmsCall call,
            String keyId,
            byte[] plaintext,
            Map<String, String> context,
            String algorithm,
            String operation) {
        Opened opened = open(call, keyId, Authorizer.Use.of(operation, context, algorithm));
        Key key = opened.key();
        requireAlgorithm(key, operation, algorithm, context);
        if (key.spec().isSymmetric()) {
            if (plaintext.length > 4096) {
                throw KmsErrors.validation("1 validation error detected: Value at 'plaintext' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 4096");
            }
            call.stopIfDryRun();
            return seal(opened, plaintext, context);
        }
        call.stopIfDryRun();
        return new Result(
                RsaCipher.encrypt(state.pair(key), key.spec(), algorithm, plaintext),
                key.arn(),
                algorithm,
                Optional.empty());
    }

    private Result decrypt(
            KmsCall call,
            Optional<String> keyId,
            byte[] bytes,
            Map<String, String> context,
            String algorithm,
            String operation) {
        if (!algorithm.equals(SYMMETRIC)) {
            return decryptRsa(call, keyId, bytes, context, algorithm, operation);
        }
        CiphertextBlob blob = CiphertextBlob.read(bytes).orElseThrow(KmsErrors::invalidCiphertext);
        Authorizer.Use use = Authorizer.Use.of(operation, context, algorithm);
        Opened opened = state.locked(() -> {
            Optional<Key> sealer = state.keysIn(call.scope().region()).stream()
                    .filter(each -> each.id().equals(blob.keyId()))
                    .findFirst();
            if (keyId.isPresent()) {
                Key named = gate.openByAnyName(call, keyId.get(), use);
                if (!named.id().equals(blob.keyId())) {
                    throw KmsErrors.incorrectKey();
                }
                return opened(named, blob);
            }
            Key key = sealer.filter(each -> isVisible(call, each, use)).orElseThrow(KmsErrors::ciphertextOutOfReach);
            return opened(gate.pass(call, key, use, grant -> true), blob);
        });
        KeyMaterial material = opened.material();
        if (material == null) {
            throw KmsErrors.invalidCiphertext();
        }
        byte[] plaintext = blob.open(material, context).orElseThrow(KmsErrors::invalidCiphertext);
        call.stopIfDryRun();
        return new Result(plaintext, opened.key().arn(), SYMMETRIC, Optional.of(material.id()));
    }

    private Result decryptRsa(
            KmsCall call,
            Optional<String> keyId,
            byte[] bytes,
            Map<String, String> context,
            String algorithm,
            String operation) {
        if (keyId.isEmpty()) {
            throw KmsErrors.validation("KeyId is required with encryption algorithm " + algorithm + '.');
        }
        Key key = open(call, keyId.get(), Authorizer.Use.of(operation, context, algorithm))
                .key();
        requireAlgorithm(key, operation, algorithm, context);
        byte[] plaintext = RsaCipher.decrypt(state.pair(key).getPrivate(), algorithm, bytes)
                .orElseThrow(KmsErrors::invalidCiphertext);
        call.stopIfDryRun();
        return new Result(plaintext, key.arn(), algorithm, Optional.empty());
    }

    private boolean isVisible(KmsCall call, Key key, Authorizer.Use use) {
        try {
            gate.authorize(call, key, use, grant -> true);
            return true;
        } catch (AwsException denied) {
            return false;
        }
    }

    private Opened open(KmsCall call, String keyId, Authorizer.Use use) {
        return state.locked(() -> {
            call.grantTokens().forEach(GrantTokens::read);
            Key key = gate.openByAnyName(call, keyId, use);
            return new Opened(key, key.currentMaterial().orElse(null));
        });
    }

    private static Opened opened(Key key, CiphertextBlob blob) {
        return new Opened(key, key.material(blob.materialId()).orElse(null));
    }

    private static void requireAlgorithm(Key key, String operation, String algorithm, Map<String, String> context) {
        if (key.usage() != KeyUsage.ENCRYPT_DECRYPT) {
            String name = operation.startsWith("ReEncrypt") ? "ReEncrypt" : operation;
            throw KmsErrors.wrongUsage(key.arn(), key.usage().name(), name);
        }
        if (!key.spec().algorithms(key.usage()).contains(algorithm)) {
            throw KmsErrors.incompatibleAlgorithm(algorithm, key.spec().name());
        }
        if (!key.spec().isSymmetric() && !context.isEmpty()) {
            throw KmsErrors.validation("An encryption context needs a symmetric encryption key.");
        }
    }

    private Result seal(Opened opened, byte[] plaintext, Map<String, String> context) {
        KeyMaterial material = Objects.requireNonNull(opened.material(), "material");
        byte[] blob = CiphertextBlob.seal(state.random(), opened.key().id(), material, plaintext, context);
        return new Result(blob, opened.key().arn(), SYMMETRIC, Optional.of(material.id()));
    }
}
