package io.hydrant.service.kms.embedded.administration;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.spec.InvalidKeySpecException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.service.kms.embedded.crypto.KeyPairs;
import io.hydrant.service.kms.embedded.key.ImportedMaterial;
import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KeyMaterial;
import io.hydrant.service.kms.embedded.key.KeyState;
import io.hydrant.service.kms.embedded.key.KeyTimer;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.key.KmsState;
import io.hydrant.service.kms.embedded.policy.Authorizer;

/** Key material that customers bring into keys of origin {@code EXTERNAL}. Thread-safe. */
public final class KeyImports {
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);
    private static final Duration LONGEST_MATERIAL_LIFE = Duration.ofDays(365);

    private final KmsState state;
    private final Authorizer gate;
    private final ImportTokens tokens;

    public KeyImports(KmsState state, Authorizer gate) {
        this.state = state;
        this.gate = gate;
        this.tokens = new ImportTokens(state);
        state.handle(KeyTimer.EXPIRE, this::onExpiry);
    }

    /**
     * What GetParametersForImport answers.
     *
     * @param publicKey what to wrap the material with, as DER
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two rooms, never compared
    public record Parameters(String keyArn, byte[] token, byte[] publicKey, Instant validTo) {}

    /**
     * What ImportKeyMaterial is given.
     *
     * @param expirationModel {@code KEY_MATERIAL_EXPIRES} or {@code KEY_MATERIAL_DOES_NOT_EXPIRE}
     * @param importType {@code NEW_KEY_MATERIAL} or {@code EXISTING_KEY_MATERIAL}
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two rooms, never compared
    public record Material(
            byte[] token,
            byte[] wrapped,
            String expirationModel,
            Optional<Instant> validTo,
            Optional<String> importType,
            Optional<String> description,
            Optional<String> materialId) {
        private boolean expires() {
            return expirationModel.equals("KEY_MATERIAL_EXPIRES");
        }

        private boolean isForSymmetricKeysAlone() {
            return importType.isPresent() || description.isPresent() || materialId.isPresent();
        }
    }

    /**
     * The key and the material of an import or a deletion.
     *
     * @param materialId of symmetric keys
     */
    public record Done(String keyArn, Optional<String> materialId) {}

    /**
     * A public key to wrap material with, and the token that goes with it; both serve for 24 hours.
     *
     * @throws io.hydrant.aws.AwsException {@code UnsupportedOperationException}, {@code KMSInvalidStateException}, {@code
     *     NotFoundException}, {@code InvalidArnException}, {@code AccessDeniedException}
     */
    public Parameters parameters(KmsCall call, String keyId, String algorithm, String wrappingKeySpec) {
        Key key = state.locked(() -> external(
                call,
                keyId,
                Authorizer.Use.with(
                        "GetParametersForImport",
                        Map.of(
                                "kms:WrappingAlgorithm", List.of(algorithm),
                                "kms:WrappingKeySpec", List.of(wrappingKeySpec)))));
        MaterialWrapping.check(key.spec(), algorithm, wrappingKeySpec);
        if (!key.spec().isSymmetric() && !key.spec().isHmac()) {
            KeyPairs unused = key.spec().keyPairs();
        }
        KeyPair wrapping = new KeyPairs("RSA", wrappingKeySpec.substring("RSA_".length())).generate(state.random());
        Instant validTo = state.now().plus(TOKEN_LIFE);
        return new Parameters(
                key.arn(),
                tokens.issue(key, algorithm, wrapping.getPrivate(), validTo),
                wrapping.getPublic().getEncoded(),
                validTo);
    }

    /**
     * Imports material. The first one makes the key usable; more of them, for symmetric keys, wait for RotateKeyOnDemand.
     *
     * @throws io.hydrant.aws.AwsException {@code ValidationException}, {@code InvalidImportTokenException}, {@code
     *     ExpiredImportTokenException}, {@code InvalidCiphertextException}, {@code IncorrectKeyMaterialException}, or as
     *     {@link #parameters}
     */
    public Done importMaterial(KmsCall call, String keyId, Material material) {
        Authorizer.Use use = Authorizer.Use.with("ImportKeyMaterial", conditions(material));
        Key key = state.locked(() -> external(call, keyId, use));
        checkExpiry(material);
        if (material.isForSymmetricKeysAlone() && !key.spec().isSymmetric()) {
            throw KmsErrors.validation(
                    "ImportType, KeyMaterialDescription and KeyMaterialId are only valid for symmetric"
                            + " encryption keys.");
        }
        ImportTokens.Opened token = tokens.read(key, material.token());
        byte[] bytes = MaterialWrapping.unwrap(token.wrappingKey(), token.algorithm(), material.wrapped())
                .orElseThrow(KmsErrors::invalidCiphertext);
        String id = idOf(key, bytes);
        Unwrapped unwrapped = read(key, id, bytes);
        return state.locked(() -> {
            external(call, keyId, use); // what has changed meanwhile
            install(key, id, unwrapped, material);
            return new Done(key.arn(), idFor(key, id));
        });
    }

    /**
     * Deletes material, the current one by default. The key cannot be used until the same material is imported again.
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException} for another material id, which is a guess, or as {@link
     *     #parameters}
     */
    public Done delete(KmsCall call, String keyId, Optional<String> materialId) {
        return state.locked(() -> {
            Key key = external(call, keyId, Authorizer.Use.of("DeleteImportedKeyMaterial"));
            Optional<ImportedMaterial> material = materialId.isPresent()
                    ? Optional.of(materialId
                            .flatMap(key.imports()::find)
                            .orElseThrow(() -> KmsErrors.noSuchMaterial(materialId.get())))
                    : current(key);
            material.ifPresent(each -> remove(key, each));
            return new Done(key.arn(), material.flatMap(each -> idFor(key, each.id())));
        });
    }

    /** Material that has been unwrapped: a secret or a pair. */
    private record Unwrapped(Optional<KeyMaterial> secret, Optional<KeyPair> pair) {}

    private Key external(KmsCall call, String keyId, Authorizer.Use use) {
        Key key = gate.open(call, keyId, use);
        if (!key.origin().equals("EXTERNAL")) {
            throw KmsErrors.unsupportedOrigin(key.arn(), key.origin());
        }
        return key;
    }

    private static Unwrapped read(Key key, String id, byte[] bytes) {
        if (key.spec().isSymmetric() || key.spec().isHmac()) {
            return new Unwrapped(Optional.of(KeyMaterial.imported(id, key.spec(), bytes)), Optional.empty());
        }
        try {
            return new Unwrapped(
                    Optional.empty(), Optional.of(key.spec().keyPairs().fromPrivateKey(bytes)));
        } catch (InvalidKeySpecException e) {
            throw KmsErrors.incorrectKeyMaterial();
        }
    }

    private void install(Key key, String id, Unwrapped unwrapped, Material material) {
        boolean isNew = material.importType().map("NEW_KEY_MATERIAL"::equals).orElseGet(() -> key.imports()
                .isEmpty());
        boolean isKnown = key.imports().find(id).isPresent();
        boolean isAsked = material.materialId().map(id::equals).orElse(true);
        if (isNew == isKnown || !isAsked) {
            throw KmsErrors.incorrectKeyMaterial();
        }
        if (isNew && key.imports().pendingRotation().isPresent()) {
            throw KmsErrors.materialPendingRotation(
                    id, key.arn(), key.imports().pendingRotation().get().id());
        }
        if (isNew && key.imports().isEmpty()) {
            unwrapped.secret().ifPresent(key::addMaterial);
            unwrapped.pair().ifPresent(key::importPair);
        } else if (isNew) {
            key.imports().setPendingRotation(unwrapped.secret());
        }
        ImportedMaterial imported = key.imports().findOrAdd(id);
        material.description().ifPresent(text -> imported.setDescription(text));
        imported.present(material.validTo());
        state.planExpiry(key, imported, material.validTo());
        if (key.state() == KeyState.PENDING_IMPORT && key.imports().isComplete()) {
            key.setState(KeyState.ENABLED);
        }
        key.changed();
        state.changed();
    }

    private void onExpiry(Key key) {
        List.copyOf(key.imports().all()).stream()
                .filter(material -> material.validTo()
                        .filter(end -> !end.isAfter(state.now()))
                        .isPresent())
                .forEach(material -> remove(key, material));
    }

    private void remove(Key key, ImportedMaterial material) {
        state.planExpiry(key, material, Optional.empty());
        key.imports().remove(material);
        if (key.state() != KeyState.PENDING_DELETION && !key.imports().isComplete()) {
            key.setState(KeyState.PENDING_IMPORT);
        }
        key.changed();
        state.changed();
    }

    /** The current material; of asymmetric and HMAC keys, the only one. */
    private static Optional<ImportedMaterial> current(Key key) {
        return key.spec().isSymmetric()
                ? key.currentMaterial().flatMap(each -> key.imports().find(each.id()))
                : key.imports().all().stream().findFirst();
    }

    private void checkExpiry(Material material) {
        if (material.expires() && material.validTo().isEmpty()) {
            throw KmsErrors.validation("A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES");
        }
        if (!material.expires() && material.validTo().isPresent()) {
            throw KmsErrors.validation(
                    "A validTo date must not be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE");
        }
        material.validTo().ifPresent(end -> {
            if (!end.isAfter(state.now()) || end.isAfter(state.now().plus(LONGEST_MATERIAL_LIFE))) {
                throw KmsErrors.validation("The validTo date must be in the future, and at most 365 days away");
            }
        });
        if (material.materialId().isPresent()
                && material.importType().filter("NEW_KEY_MATERIAL"::equals).isPresent()) {
            throw KmsErrors.validation("KeyMaterialId must not be set if the ImportType is NEW_KEY_MATERIAL");
        }
    }

    private static Map<String, List<String>> conditions(Material material) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("kms:ExpirationModel", List.of(material.expirationModel()));
        material.validTo().ifPresent(end -> values.put("kms:ValidTo", List.of(end.toString())));
        return values;
    }

    private static Optional<String> idFor(Key key, String id) {
        return key.spec().isSymmetric() ? Optional.of(id) : Optional.empty();
    }

    /** The same for the same material in the same key. */
    private static String idOf(Key key, byte[] material) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key.id().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(material));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
