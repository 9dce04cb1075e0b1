package io.hydrant.service.kms.embedded.use;

import java.security.KeyPair;
import java.util.List;
import java.util.Map;

import io.hydrant.service.kms.embedded.crypto.KeyPairs;
import io.hydrant.service.kms.embedded.key.KeySpec;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.key.KmsState;
import io.hydrant.service.kms.embedded.policy.Authorizer;

/** Key pairs for use outside of KMS, whose private half a symmetric key encrypts. Thread-safe. */
public final class DataKeyPairs {
    private final Cryptography cryptography;
    private final KmsState state;

    public DataKeyPairs(Cryptography cryptography, KmsState state) {
        this.cryptography = cryptography;
        this.state = state;
    }

    /**
     * A new pair.
     *
     * @param publicKey as DER
     * @param privateKey in PKCS #8
     * @param encrypted the private key under the KMS key
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two rooms, never compared
    public record NewPair(byte[] publicKey, byte[] privateKey, Cryptography.Result encrypted) {
        @Override
        public String toString() {
            return "NewPair[" + encrypted + "]";
        }
    }

    /**
     * Makes a pair.
     *
     * @param pairSpec as the API names it, such as {@code RSA_2048}
     * @param withPlaintext whether the caller gets to see the private key, which is another permission
     * @throws io.hydrant.aws.AwsException {@code UnsupportedOperationException} for {@code SM2}, or as {@link
     *     Cryptography#generateDataKey}
     */
    public NewPair generate(
            KmsCall call, String keyId, String pairSpec, Map<String, String> context, boolean withPlaintext) {
        String operation = withPlaintext ? "GenerateDataKeyPair" : "GenerateDataKeyPairWithoutPlaintext";
        Cryptography.Sealer sealer = cryptography.sealer(
                call,
                keyId,
                new Authorizer.Use(
                        operation,
                        context,
                        Map.of(
                                "kms:DataKeyPairSpec", List.of(pairSpec),
                                "kms:EncryptionAlgorithm", List.of("SYMMETRIC_DEFAULT"))));
        KeyPairs pairs = KeySpec.named(pairSpec)
                .orElseThrow(() -> KmsErrors.unsupported("Hydrant has no key pairs with key spec " + pairSpec + '.'))
                .keyPairs();
        call.stopIfDryRun();
        KeyPair pair = pairs.generate(state.random());
        byte[] privateKey = pair.getPrivate().getEncoded();
        return new NewPair(pair.getPublic().getEncoded(), privateKey, sealer.seal(privateKey));
    }
}
