package io.hydrant.service.kms.embedded.use;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.service.kms.embedded.grant.GrantTokens;
import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KeyMaterial;
import io.hydrant.service.kms.embedded.key.KeyUsage;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.key.KmsState;
import io.hydrant.service.kms.embedded.policy.Authorizer;

/** Opens keys for cryptography: grant tokens, access, state, usage and algorithm are checked in this order. */
public final class KeyOpening {
    final KmsState state;
    private final Authorizer gate;

    public KeyOpening(KmsState state, Authorizer gate) {
        this.state = state;
        this.gate = gate;
    }

    /** A key, with the material that was current when it was opened. */
    record Opened(Key key, Optional<KeyMaterial> material) {}

    /**
     * What is wanted of a key.
     *
     * @param condition the condition key that tells the algorithm
     * @param more values of further condition keys
     */
    record Wanted(
            String operation, KeyUsage usage, String algorithm, String condition, Map<String, List<String>> more) {
        private Authorizer.Use use() {
            Map<String, List<String>> values = new HashMap<>(more);
            values.put(condition, List.of(algorithm));
            return Authorizer.Use.with(operation, values);
        }
    }

    /**
     * Opens a key by any of its names.
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException}, {@code AccessDeniedException}, {@code
     *     DisabledException}, {@code KMSInvalidStateException}, {@code InvalidKeyUsageException}
     */
    Opened open(KmsCall call, String keyId, Wanted wanted) {
        return state.locked(() -> {
            call.grantTokens().forEach(GrantTokens::read);
            Key key = gate.openByAnyName(call, keyId, wanted.use());
            if (key.usage() != wanted.usage()) {
                throw KmsErrors.wrongUsage(key.arn(), key.usage().name(), wanted.operation());
            }
            if (!key.spec().algorithms(key.usage()).contains(wanted.algorithm())) {
                throw KmsErrors.incompatibleAlgorithm(
                        wanted.algorithm(), key.spec().name());
            }
            return new Opened(key, key.currentMaterial());
        });
    }
}
