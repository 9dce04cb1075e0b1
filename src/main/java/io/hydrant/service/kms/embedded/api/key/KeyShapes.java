package io.hydrant.service.kms.embedded.api.key;

import java.time.Instant;
import java.util.Optional;

import io.hydrant.service.kms.embedded.key.KeyDescription;
import io.hydrant.service.kms.embedded.key.KeyState;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.MultiRegionConfiguration;
import software.amazon.awssdk.services.kms.model.MultiRegionKey;

/** A key in the SDK's shapes. A member that AWS leaves out stays unset. */
final class KeyShapes {
    private KeyShapes() {}

    @SuppressWarnings("deprecation") // clients of every age: the old member goes beside the new one
    static KeyMetadata metadata(KeyDescription key) {
        KeyMetadata.Builder metadata = KeyMetadata.builder()
                .awsAccountId(key.scope().account().value())
                .keyId(key.keyId())
                .arn(key.arn())
                .creationDate(key.creationDate())
                .enabled(key.state() == KeyState.ENABLED)
                .description(key.description())
                .keyUsage(key.usage().name())
                .keyState(key.state().wire())
                .origin(key.origin())
                .keyManager(key.manager())
                .customerMasterKeySpec(key.spec().name())
                .keySpec(key.spec().name())
                .multiRegion(key.multiRegion())
                .currentKeyMaterialId(key.currentMaterialId().orElse(null))
                .deletionDate(key.deletionDate().orElse(null))
                .pendingDeletionWindowInDays(key.pendingWindowInDays().orElse(null));
        switch (key.usage()) {
            case ENCRYPT_DECRYPT -> metadata.encryptionAlgorithmsWithStrings(key.algorithms());
            case SIGN_VERIFY -> metadata.signingAlgorithmsWithStrings(key.algorithms());
            case GENERATE_VERIFY_MAC -> metadata.macAlgorithmsWithStrings(key.algorithms());
            case KEY_AGREEMENT -> metadata.keyAgreementAlgorithmsWithStrings(key.algorithms());
        }
        key.expiration().ifPresent(until -> metadata.expirationModel(expirationModel(until.validTo()))
                .validTo(until.validTo().orElse(null)));
        key.related()
                .ifPresent(keys -> metadata.multiRegionConfiguration(MultiRegionConfiguration.builder()
                        .multiRegionKeyType(key.isReplica() ? "REPLICA" : "PRIMARY")
                        .primaryKey(member(keys.primary()))
                        .replicaKeys(
                                keys.replicas().stream().map(KeyShapes::member).toList())
                        .build()));
        return metadata.build();
    }

    private static MultiRegionKey member(KeyDescription.Member key) {
        return MultiRegionKey.builder()
                .arn(key.arn())
                .region(key.region().value())
                .build();
    }

    static String expirationModel(Optional<Instant> validTo) {
        return validTo.isPresent() ? "KEY_MATERIAL_EXPIRES" : "KEY_MATERIAL_DOES_NOT_EXPIRE";
    }
}
