package io.hydrant.service.kms.embedded.api.use;

import java.util.List;

import io.hydrant.protocol.Operation;
import io.hydrant.service.kms.embedded.EmbeddedKms;

/** The operations that use a key. */
public final class UseOperations {
    private UseOperations() {}

    /** One object per operation. */
    public static List<Operation<?, ?>> of(EmbeddedKms kms) {
        return List.of(
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
                new DeriveSharedSecret(kms));
    }
}
