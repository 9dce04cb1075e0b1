package io.hydrant.service.kms.embedded.api;

import java.util.List;
import java.util.Optional;

import io.hydrant.protocol.Operation;
import io.hydrant.service.kms.embedded.EmbeddedKms;

/** The operations of KMS that the embedded one knows; the target prefix on the wire is {@code TrentService}. */
public final class KmsApi {
    private KmsApi() {}

    /** CreateKey whose keys get the id {@code keyId}, for a key that has to be the same after every start. */
    public static Operation<?, ?> createKey(EmbeddedKms kms, String keyId) {
        return new CreateKey(kms, Optional.of(keyId));
    }

    /** One object per operation. */
    public static List<Operation<?, ?>> operations(EmbeddedKms kms) {
        return List.of(
                new CreateKey(kms),
                new DescribeKey(kms),
                new ReplicateKey(kms),
                new UpdatePrimaryRegion(kms),
                new ListKeys(kms),
                new EnableKey(kms),
                new DisableKey(kms),
                new UpdateKeyDescription(kms),
                new CreateAlias(kms),
                new UpdateAlias(kms),
                new DeleteAlias(kms),
                new TagResource(kms),
                new UntagResource(kms),
                new DisableKeyRotation(kms),
                new EnableKeyRotation(kms),
                new PutKeyPolicy(kms),
                new RevokeGrant(kms),
                new ScheduleKeyDeletion(kms),
                new CancelKeyDeletion(kms),
                new ListAliases(kms),
                new GetKeyPolicy(kms),
                new ListKeyPolicies(kms),
                new CreateGrant(kms),
                new ListGrants(kms),
                new ListRetirableGrants(kms),
                new RetireGrant(kms),
                new Encrypt(kms),
                new Decrypt(kms),
                new ReEncrypt(kms),
                new GenerateDataKey(kms),
                new GenerateDataKeyWithoutPlaintext(kms),
                new GenerateRandom(kms),
                new GetPublicKey(kms),
                new GenerateDataKeyPair(kms),
                new GenerateDataKeyPairWithoutPlaintext(kms),
                new Sign(kms),
                new Verify(kms),
                new GenerateMac(kms),
                new VerifyMac(kms),
                new DeriveSharedSecret(kms),
                new GetParametersForImport(kms),
                new ImportKeyMaterial(kms),
                new DeleteImportedKeyMaterial(kms),
                new ListResourceTags(kms),
                new GetKeyRotationStatus(kms),
                new RotateKeyOnDemand(kms),
                new ListKeyRotations(kms));
    }
}
