package io.hydrant.service.kms.embedded.key;

import java.util.Collection;
import java.util.Map;

/** About how many bytes keys, their policies, grants and aliases take, with their values in the store in memory. */
final class KmsSize {
    /** About what each takes: measured, but for the values in the store, which are a guess. */
    private static final long KEY_BYTES = 4 * 1024;

    private static final long GRANT_BYTES = 1_280;
    private static final long ALIAS_BYTES = 768;

    /** An RSA pair of 4,096 bits, with what the JDK keeps of it encoded; a guess. */
    private static final long PAIR_BYTES = 8 * 1024;

    private static final long POLICY_WEIGHT = 3;

    private KmsSize() {}

    static long of(Collection<? extends Map<?, Key>> keys, Collection<? extends Map<?, Alias>> aliases) {
        long sum = 0;
        for (Map<?, Key> each : keys) {
            for (Key key : each.values()) {
                sum += KEY_BYTES
                        + GRANT_BYTES * key.grants.size()
                        + (key.hasPair() ? PAIR_BYTES : 0)
                        + POLICY_WEIGHT * key.policy.json().length();
            }
        }
        for (Map<?, Alias> each : aliases) {
            sum += ALIAS_BYTES * each.size();
        }
        return sum;
    }
}
