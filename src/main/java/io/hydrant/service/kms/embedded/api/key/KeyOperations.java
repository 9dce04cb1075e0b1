package io.hydrant.service.kms.embedded.api.key;

import java.util.List;
import java.util.Optional;

import io.hydrant.protocol.Operation;
import io.hydrant.service.kms.embedded.EmbeddedKms;

/** The operations on the life of a key. */
public final class KeyOperations {
    private KeyOperations() {}

    /** One object per operation. */
    public static List<Operation<?, ?>> of(EmbeddedKms kms) {
        return List.of(
                new CreateKey(kms),
                new DescribeKey(kms),
                new ListKeys(kms),
                new EnableKey(kms),
                new DisableKey(kms),
                new UpdateKeyDescription(kms),
                new ScheduleKeyDeletion(kms),
                new CancelKeyDeletion(kms),
                new ReplicateKey(kms),
                new UpdatePrimaryRegion(kms),
                new EnableKeyRotation(kms),
                new DisableKeyRotation(kms),
                new GetKeyRotationStatus(kms),
                new RotateKeyOnDemand(kms),
                new ListKeyRotations(kms),
                new GetParametersForImport(kms),
                new ImportKeyMaterial(kms),
                new DeleteImportedKeyMaterial(kms));
    }

    /** CreateKey whose keys get the id {@code keyId}, for a key that has to be the same after every start. */
    public static Operation<?, ?> createKey(EmbeddedKms kms, String keyId) {
        return new CreateKey(kms, Optional.of(keyId));
    }
}
