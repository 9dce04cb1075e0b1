package io.hydrant.it;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Members of requests to KMS that mostly fit its keys, as JSON. */
final class KmsMembers {
    static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"000000000000\"},"
                    + "\"Action\":\"kms:*\",\"Resource\":\"*\",\"Condition\":{\"StringLike\":{\"aws:username\":\"a*\"}}}]}";

    private KmsMembers() {}

    /** Makes keys, and values of members that fit them, by the member's name. */
    static Map<String, List<String>> of(KmsClient kms) {
        String key = kms.createKey().keyMetadata().keyId();
        String shared = kms.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();
        String pair = kms.createKey(r -> r.keySpec(KeySpec.RSA_2048).keyUsage(KeyUsageType.ENCRYPT_DECRYPT))
                .keyMetadata()
                .keyId();
        String signer = kms.createKey(r -> r.keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.SIGN_VERIFY))
                .keyMetadata()
                .keyId();
        String mac = kms.createKey(r -> r.keySpec(KeySpec.HMAC_256).keyUsage(KeyUsageType.GENERATE_VERIFY_MAC))
                .keyMetadata()
                .keyId();
        String external = kms.createKey(r -> r.origin("EXTERNAL")).keyMetadata().keyId();
        kms.createAlias(r -> r.aliasName("alias/mine").targetKeyId(key));
        SdkBytes blob = kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x")))
                .ciphertextBlob();
        CreateGrantResponse grant = kms.createGrant(r -> r.keyId(key)
                .granteePrincipal("arn:aws:iam::000000000000:user/a")
                .operations(GrantOperation.DECRYPT));
        List<String> keys = quoted(
                key,
                shared,
                pair,
                signer,
                mac,
                external,
                "alias/mine",
                "alias/aws/s3",
                "arn:aws:kms:us-east-1:000000000000:key/" + key);
        Map<String, List<String>> fitting = new HashMap<>();
        for (String member : List.of("KeyId", "TargetKeyId", "SourceKeyId", "DestinationKeyId")) {
            fitting.put(member, keys);
        }
        fitting.put("CiphertextBlob", quoted(base64(blob), base64(blob).replace('A', 'B')));
        fitting.put("GrantId", quoted(grant.grantId()));
        fitting.put("GrantToken", quoted(grant.grantToken()));
        fitting.put("GrantTokens", List.of("[]", "[" + OddValues.quoted(grant.grantToken()) + "]"));
        fitting.put("Policy", quoted(POLICY, POLICY.replace("kms:*", "kms:"), POLICY.replace("StringLike", "Bool")));
        fitting.put("PolicyName", quoted("default"));
        fitting.put("AliasName", quoted("alias/mine", "alias/other", "alias/aws/s3"));
        fitting.put("ReplicaRegion", quoted("us-west-2", "eu-west-1"));
        fitting.put("PrimaryRegion", quoted("us-west-2", "eu-west-1"));
        fitting.put("KeySpec", quoted("SYMMETRIC_DEFAULT", "AES_256", "RSA_2048", "ECC_NIST_P256", "HMAC_256"));
        fitting.put("KeyPairSpec", quoted("ECC_NIST_P256", "RSA_2048"));
        fitting.put("KeyUsage", quoted("ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"));
        fitting.put("Origin", quoted("AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM"));
        for (String member :
                List.of("EncryptionAlgorithm", "SourceEncryptionAlgorithm", "DestinationEncryptionAlgorithm")) {
            fitting.put(member, quoted("SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_256"));
        }
        for (String member : List.of("EncryptionContext", "SourceEncryptionContext", "DestinationEncryptionContext")) {
            fitting.put(member, List.of("{}", "{}", "{\"a\":\"b\"}", "{\"\":\"\"}"));
        }
        for (String member : List.of("Plaintext", "Message", "Mac", "Signature", "PublicKey")) {
            fitting.put(member, quoted("aGVsbG8=", "AA=="));
        }
        fitting.put("Description", quoted("", "mine"));
        fitting.put("Tags", List.of("[{\"TagKey\":\"a\",\"TagValue\":\"b\"}]", "[]", "[{\"TagKey\":\"a\"}]"));
        fitting.put("TagKeys", List.of("[\"a\"]", "[]"));
        fitting.put("NumberOfBytes", List.of("1", "32", "1024"));
        fitting.put("PendingWindowInDays", List.of("7", "30"));
        fitting.put("RotationPeriodInDays", List.of("90", "2560"));
        fitting.put("Limit", List.of("1", "2", "50"));
        fitting.put("SigningAlgorithm", quoted("ECDSA_SHA_256", "RSASSA_PSS_SHA_256"));
        fitting.put("MacAlgorithm", quoted("HMAC_SHA_256"));
        fitting.put("Operations", List.of("[\"Decrypt\"]", "[\"Encrypt\",\"CreateGrant\"]", "[\"Sign\"]"));
        fitting.put("GranteePrincipal", quoted("arn:aws:iam::000000000000:user/a"));
        fitting.put("RetiringPrincipal", quoted("arn:aws:iam::000000000000:root"));
        return fitting;
    }

    private static List<String> quoted(String... texts) {
        List<String> all = new ArrayList<>();
        for (String text : texts) {
            all.add(OddValues.quoted(text));
        }
        return all;
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }
}
