package io.hydrant.firehose.encryption;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.hydrant.aws.Caller;
import io.hydrant.firehose.encryption.GrantManager.Prepared;

/**
 * A key that is being prepared for one attempt.
 *
 * @param caller who has asked, and in whose name the grant is created
 * @param grantName what makes a repeated CreateGrant the same grant
 * @param asked when the caller has asked
 * @param due when the key is tried
 * @param creation whether the stream is being created with this key
 * @param prepared what came of creating the grant; empty before, and for an AWS owned key
 */
record Preparation(
        long attempt,
        KeyChoice key,
        Caller caller,
        String grantName,
        Instant asked,
        Instant due,
        boolean creation,
        Optional<Prepared> prepared) {
    Preparation {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(grantName, "grantName");
    }

    Preparation with(Prepared answer) {
        return new Preparation(attempt, key, caller, grantName, asked, due, creation, Optional.of(answer));
    }

    /** The key with the grant that was made for it. */
    Optional<KeyInUse> made() {
        return prepared.flatMap(Prepared::grant).map(grant -> new KeyInUse(attempt, key, Optional.of(grant)));
    }
}
